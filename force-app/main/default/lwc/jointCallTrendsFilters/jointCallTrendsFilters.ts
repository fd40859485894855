import { LightningElement, api } from 'lwc';
import ALL from '@salesforce/label/c.JointCall_Trends_All';
import FILTERS from '@salesforce/label/c.JointCall_Trends_Filters';
import MANAGER from '@salesforce/label/c.JointCall_Trends_Manager';
import PERIOD from '@salesforce/label/c.JointCall_Trends_Period';
import REP from '@salesforce/label/c.JointCall_Trends_Rep';
import REP_FIRST from '@salesforce/label/c.JointCall_Trends_Rep_First';
import RESET from '@salesforce/label/c.JointCall_Trends_Reset';
import STAGE from '@salesforce/label/c.JointCall_Trends_Stage';
import TEAM from '@salesforce/label/c.JointCall_Trends_Team';
import type { Filters } from 'c/jointCallQuestions';

export interface Option {
  label: string;
  value: string;
}

/** What people choose among, by what they choose. */
export type Options = Record<keyof Filters, readonly Option[]>;

const LABELS: Record<keyof Filters, string> = {
  months: PERIOD,
  team: TEAM,
  managerId: MANAGER,
  repId: REP,
  stage: STAGE,
};

/** For all of them, which a combobox cannot tell by a blank value. */
const EVERY = '*';

/** What the trends are narrowed to. Fires `choose` with all that is chosen then. */
export default class JointCallTrendsFilters extends LightningElement {
  @api filters!: Filters;
  @api options!: Options;
  /** Something is chosen that is not usual. */
  @api isNarrowed = false;

  labels = { filters: FILTERS, reset: RESET };

  get boxes() {
    return (Object.keys(LABELS) as (keyof Filters)[]).map((name) => {
      const options = this.options[name];
      const waits = name === 'repId' && !this.filters.team && !this.filters.managerId && !this.filters.repId;
      return {
        name,
        label: LABELS[name],
        value: String(this.filters[name] ?? EVERY),
        options: name === 'months' ? [...options] : [{ label: waits ? REP_FIRST : ALL, value: EVERY }, ...options],
        isDisabled: waits,
      };
    });
  }

  get hasNothingToReset(): boolean {
    return !this.isNarrowed;
  }

  choose(event: CustomEvent<{ value: string }>) {
    const { name } = (event.currentTarget as HTMLElement).dataset as { name: keyof Filters };
    const value = event.detail.value === EVERY ? undefined : event.detail.value;
    const chosen: Filters = { ...this.filters, [name]: name === 'months' ? Number(value) : value };
    // A salesperson of another team would leave nothing to see.
    if (name === 'team' || name === 'managerId') chosen.repId = undefined;
    this.dispatchEvent(new CustomEvent<Filters>('choose', { detail: chosen }));
  }

  reset() {
    this.dispatchEvent(new CustomEvent('reset'));
  }
}
