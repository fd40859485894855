/** What one benchmark tells: our number beside the one of a peer, measured in the same run. */
export interface Measurement {
  name: string;
  ours: number;
  /** Of the peer that the name tells. */
  peer: number;
  /** Ours by the peer's. Of a rate more is better, of a duration or a size less. */
  ratio: number;
  unit: 'records/s' | 'evaluations/s' | 'ms' | 'requests' | 'kB';
}

/** One subject of measurement: a few rows of the table. `log` is told what it is at. */
export type Bench = (log: (line: string) => void) => Promise<Measurement[]>;

/** Puts two numbers side by side, rounded to what a reader can use. */
export function beside(name: string, unit: Measurement['unit'], ours: number, peer: number): Measurement {
  return { name, ours: rounded(ours), peer: rounded(peer), ratio: rounded(ours / peer), unit };
}

/** To three digits; whole where there are more. */
function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

/** The median of a few repetitions, of whatever number the work answers. */
export async function median(repetitions: number, work: () => Promise<number> | number): Promise<number> {
  const values: number[] = [];
  for (let done = 0; done < repetitions; done += 1) values.push(await work());
  return values.sort((a, b) => a - b)[Math.floor(repetitions / 2)]!;
}

/** How long the work takes, in milliseconds. */
export async function duration(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
