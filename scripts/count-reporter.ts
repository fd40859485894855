/** A reporter for Node's test runner that leaves only the totals, for the line that sums over all runners. */
interface TestEvent {
  type: string;
  data: { counts?: Record<string, number>; file?: string };
}

export default async function* countReporter(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const { type, data } of source) {
    // The summary of the whole run is the one that names no file.
    if (type === 'test:summary' && data.file === undefined && data.counts) yield JSON.stringify(data.counts);
  }
}
