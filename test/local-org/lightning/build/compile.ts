import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { transformSync as strip } from 'esbuild';

type Compiler = typeof import('@lwc/compiler');
let compiler: Compiler | undefined;

/** Loaded at first use: it takes a third of a second, and a start that opens no page needs none of it. */
function lwcCompiler(): Compiler {
  return (compiler ??= createRequire(import.meta.url)('@lwc/compiler') as Compiler);
}

/** A compile error with the place it was found, 1-based; the file is named as the caller named it. */
export class CompileError extends Error {
  readonly file: string;
  readonly line: number;
  readonly column: number;

  constructor(file: string, message: string, line: number, column: number) {
    super(message);
    this.name = 'CompileError';
    this.file = file;
    this.line = line;
    this.column = column;
  }
}

export interface ModuleName {
  namespace: string;
  name: string;
}

/**
 * One file of a Lightning web component (script, template or style) as JavaScript.
 *
 * TypeScript keeps its decorators: only the LWC compiler understands those.
 * @throws CompileError where the file is not valid.
 */
export function compileFile(source: string, file: string, module: ModuleName): string {
  const extension = extname(file);
  const script = extension === '.ts' || extension === '.js';
  const styles = extension === '.css';
  try {
    const code = extension === '.ts' ? stripTypes(source, file) : source;
    // A script that is no component (a service module, a shared constant) needs no LWC transform, yet gets it: it is the
    // compiler that rejects what the platform rejects.
    return lwcCompiler().transformSync(code, file.replace(/\.ts$/, '.js'), {
      namespace: module.namespace,
      name: module.name,
      enableDynamicComponents: true,
      enableLwcOn: true,
      enableSyntheticElementInternals: true,
      scopedStyles: styles && file.endsWith('.scoped.css'),
      ...(script ? { isExplicitImport: false } : {}),
    }).code;
  } catch (error) {
    throw asCompileError(error, file);
  }
}

function stripTypes(source: string, file: string): string {
  return strip(source, {
    loader: 'ts',
    target: 'esnext',
    sourcefile: file,
    tsconfigRaw: {
      compilerOptions: { verbatimModuleSyntax: true, experimentalDecorators: false, useDefineForClassFields: true },
    },
  }).code;
}

function asCompileError(error: unknown, file: string): CompileError {
  const detail = error as {
    message?: string;
    location?: { line?: number; column?: number };
    loc?: { line?: number; column?: number };
  };
  const place = detail.location ?? detail.loc;
  const message = String(detail.message ?? error).replace(/^.*?: (?=LWC\d+)/s, '');
  return new CompileError(file, message, place?.line ?? 1, (place?.column ?? 0) + 1);
}

/** A template or style that an LWC script may import without there being such a file. */
export const ABSENT = {
  template: `import { registerTemplate } from 'lwc';\nfunction tmpl() { return []; }\nexport default registerTemplate(tmpl);\ntmpl.stylesheets = [];\n`,
  style: 'export default undefined;\n',
};
