/** What people choose among: what the answers tell of, and whatever is chosen already. Pure. */
import LAST_MONTHS from '@salesforce/label/c.JointCall_Trends_Last_Months';
import NO_NAME from '@salesforce/label/c.JointCall_Trends_No_Name';
import { fill } from 'c/jointCall';
import { PERIODS, type Filters } from 'c/jointCallQuestions';
import type { Option, Options } from 'c/jointCallTrendsFilters';
import type { NamedGroup } from 'c/jointCallTrendsQuery';
import { number } from 'c/jointCallTrendsWords';
import type { More, Trends } from './answer';

export function optionsOf(filters: Filters, trends: Trends | undefined, more: More | undefined): Options {
  return {
    months: PERIODS.map((months) => ({ label: fill(LAST_MONTHS, number(months)), value: String(months) })),
    team: among(trends?.teams.groups, filters.team, filters.team),
    managerId: among(trends?.managers.groups, filters.managerId),
    repId: among(more?.reps.groups, filters.repId),
    stage: among(trends?.stages.groups, filters.stage, filters.stage),
  };
}

function among(groups: readonly NamedGroup[] = [], chosen: string | undefined, name = NO_NAME): Option[] {
  const names = new Map(groups.flatMap(({ keys: [key], names: [label] }) => (key ? [[key, label || NO_NAME]] : [])));
  if (chosen !== undefined && !names.has(chosen)) names.set(chosen, name);
  return [...names].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label));
}
