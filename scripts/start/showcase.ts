/** What was seeded, kept beside the org's data, so that a later start can say again where to look and as whom. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Person = z.object({ username: z.string(), name: z.string() });

const Showcase = z.object({
  users: z.object({ admin: Person, rep: Person, manager: Person, otherRep: Person }),
  opportunity: z.object({ id: z.string(), name: z.string(), jointCalls: z.number() }),
});

export type Showcase = z.infer<typeof Showcase>;

const SeedResult = z.object({ failures: z.array(z.unknown()), showcase: Showcase });

const fileIn = (home: string) => join(home, 'showcase.json');

/** Takes the showcase out of the result of `sf jointcall seed --json`. Throws where rows failed. */
export function showcaseOf(result: unknown): Showcase {
  const { failures, showcase } = SeedResult.parse(result);
  if (failures.length) throw new Error(`Seeding left rows out:\n${JSON.stringify(failures.slice(0, 5), null, 2)}`);
  return showcase;
}

export function keepShowcase(home: string, showcase: Showcase): void {
  writeFileSync(fileIn(home), JSON.stringify(showcase, null, 2));
}

/** As an earlier start left it; undefined where none came that far. */
export function readShowcase(home: string): Showcase | undefined {
  try {
    return Showcase.parse(JSON.parse(readFileSync(fileIn(home), 'utf8')));
  } catch {
    return undefined;
  }
}
