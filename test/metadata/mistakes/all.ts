import { IN_ACCESS } from './access.ts';
import { IN_AUTOMATION } from './automation.ts';
import { IN_COMPONENTS } from './components.ts';
import { IN_FILES } from './files.ts';
import { IN_FLOW_RUNS } from './flow-runs.ts';
import { IN_FLOWS } from './flows.ts';
import { IN_FORMULAS } from './formulas.ts';
import { IN_OBJECTS } from './objects.ts';
import { IN_PAGES } from './pages.ts';
import { IN_REPORTS } from './reports.ts';
import { IN_SCRIPTS } from './scripts.ts';
import { IN_STRUCTURE } from './structure.ts';
import { IN_STYLES } from './styles.ts';
import { IN_TEMPLATES } from './templates.ts';
import type { Mistake } from './model.ts';

/** All of them. To add one, add an entry to the file of its subject. */
export const MISTAKES: readonly Mistake[] = [
  ...IN_FILES,
  ...IN_STRUCTURE,
  ...IN_OBJECTS,
  ...IN_ACCESS,
  ...IN_PAGES,
  ...IN_REPORTS,
  ...IN_FORMULAS,
  ...IN_AUTOMATION,
  ...IN_FLOWS,
  ...IN_FLOW_RUNS,
  ...IN_COMPONENTS,
  ...IN_SCRIPTS,
  ...IN_TEMPLATES,
  ...IN_STYLES,
];
