/**
 * Builds the app that deploys: a copy of `force-app/main/default` in which each Lightning web component's
 * TypeScript has become JavaScript. The result, `plugin/app`, is what the published plugin carries and
 * what `sfdx-project.json` names, so a checkout and an installed plugin deploy the same files.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import ts from 'typescript';

const NOT_DEPLOYED = /(^|\/)(__tests__|__mocks__)(\/|$)|\.d\.ts$|(^|\/)[tj]sconfig\.json$/;

/**
 * Compiles one component module. Decorators are LWC's own and stay for Salesforce's compiler, so this
 * only takes the types away.
 */
export function compileComponent(source: string, fileName: string): string {
  const { outputText } = ts.transpileModule(source, {
    fileName,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      experimentalDecorators: false,
      useDefineForClassFields: true,
      verbatimModuleSyntax: true,
    },
  });
  return outputText;
}

/** Builds `from` (a source-format folder) into `to`, replacing it as a whole. Returns how many files it holds. */
export function buildApp(from: string, to: string): number {
  const fresh = `${to}.${process.pid}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const files = readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(from, join(entry.parentPath, entry.name)))
    .filter((path) => !NOT_DEPLOYED.test(path));
  for (const path of files) {
    const isComponent = path.startsWith('lwc/') && path.endsWith('.ts');
    const target = join(fresh, isComponent ? path.replace(/\.ts$/, '.js') : path);
    mkdirSync(dirname(target), { recursive: true });
    if (isComponent) writeFileSync(target, compileComponent(readFileSync(join(from, path), 'utf8'), basename(path)));
    else cpSync(join(from, path), target);
  }
  rmSync(to, { recursive: true, force: true });
  mkdirSync(dirname(to), { recursive: true });
  renameSync(fresh, to);
  return files.length;
}
