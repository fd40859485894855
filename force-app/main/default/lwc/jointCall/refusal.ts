/** Reads why a save was refused, so that the page can show Salesforce's own words and keep what was typed. */

interface RecordError {
  message?: string;
}

interface RecordErrors {
  errors?: RecordError[];
  fieldErrors?: Record<string, RecordError[]>;
}

/**
 * The messages of an error from `lightning/uiRecordApi`: those of rules and fields where there are any, else its
 * own message. Never empty.
 * Shape: https://developer.salesforce.com/docs/platform/lwc/guide/data-error.html
 */
export function refusalMessages(error: unknown, fallback: string): string[] {
  const body = (error as { body?: unknown } | undefined)?.body;
  const output = (body as { output?: RecordErrors } | undefined)?.output;
  const told = [...(output?.errors ?? []), ...Object.values(output?.fieldErrors ?? {}).flat()]
    .map(({ message }) => message)
    .filter((message): message is string => Boolean(message));
  if (told.length) return [...new Set(told)];
  const first = Array.isArray(body) ? (body[0] as RecordError | undefined) : (body as RecordError | undefined);
  return [first?.message ?? (error as Error | undefined)?.message ?? fallback];
}
