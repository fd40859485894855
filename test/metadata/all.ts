import { checkMetadata, type Checked } from './check.ts';
import { codeFindings } from './code/all.ts';
import { inOrder, type Finding } from './finding.ts';

/** The whole check of a source folder. Throws OrgError where there is no folder. */
export async function checkFolder(dir: string): Promise<Checked> {
  const checked = checkMetadata(dir);
  const { templates, linted, compiled, flows } = await codeFindings(dir);
  const findings = onceALine([[...checked.findings, ...templates], linted, compiled]);
  return { ...checked, findings: inOrder([...findings, ...flows]) };
}

/**
 * A deploy, the linters and the compiler each see the same mistake in their own way: of a line that one of them speaks
 * of, those after it are silent. What tells no place is told where nothing else is wrong with the file.
 */
function onceALine(voices: readonly (readonly Finding[])[]): Finding[] {
  return voices.reduce<Finding[]>((told, voice) => {
    const lines = new Set(told.flatMap(({ file, line }) => [`${file}:${line}`, file]));
    return [
      ...told,
      ...voice.filter(({ file, line, column }) => !lines.has(line === 1 && column === 1 ? file : `${file}:${line}`)),
    ];
  }, []);
}
