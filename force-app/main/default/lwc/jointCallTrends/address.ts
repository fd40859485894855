/** What is chosen, as it stands in the page's address: `?c__months=12&c__team=Nord`. Pure. */
import { PERIODS, type Filters } from 'c/jointCallQuestions';

type State = Record<string, string | undefined>;

const USUAL_MONTHS = 12;

/** Whatever cannot be chosen is passed over: an address may come from anywhere. */
export function filtersOf(state: State): Filters {
  const months = Number(state.c__months);
  return {
    months: PERIODS.includes(months) ? months : USUAL_MONTHS,
    team: state.c__team || undefined,
    managerId: userId(state.c__manager),
    repId: userId(state.c__rep),
    stage: state.c__stage || undefined,
  };
}

/** What is usual has no place in the address. */
export function stateOf({ months, team, managerId, repId, stage }: Filters): State {
  return {
    c__months: months === USUAL_MONTHS ? undefined : String(months),
    c__team: team,
    c__manager: managerId,
    c__rep: repId,
    c__stage: stage,
  };
}

function userId(value: string | undefined): string | undefined {
  return value && /^005[a-zA-Z0-9]{12}([a-zA-Z0-9]{3})?$/.test(value) ? value : undefined;
}
