import { LightningElement, api } from 'lwc';
import ACCOUNT_OF from '@salesforce/label/c.JointCall_Strip_Account_Of';
import AGENDA from '@salesforce/label/c.JointCall_Strip_Agenda';
import ASK from '@salesforce/label/c.JointCall_Strip_Ask';
import BOTH from '@salesforce/label/c.JointCall_Strip_Both';
import CLOSE from '@salesforce/label/c.JointCall_Strip_Close';
import DIFFER from '@salesforce/label/c.JointCall_Strip_Differ';
import DIFFERENCE from '@salesforce/label/c.JointCall_Strip_Difference';
import DIFFER_HELP from '@salesforce/label/c.JointCall_Strip_Differ_Help';
import DUTY from '@salesforce/label/c.JointCall_Strip_Duty';
import FOLDED from '@salesforce/label/c.JointCall_Strip_Folded';
import HELD_BACK from '@salesforce/label/c.JointCall_Strip_Held_Back';
import LEVEL from '@salesforce/label/c.JointCall_Level';
import NEXT from '@salesforce/label/c.JointCall_Strip_Next';
import NOT_TOLD from '@salesforce/label/c.JointCall_Strip_Not_Told';
import OUTCOME from '@salesforce/label/c.JointCall_Strip_Outcome';
import PARTLY from '@salesforce/label/c.JointCall_Strip_Partly';
import REASON from '@salesforce/label/c.JointCall_Step_In_Reason';
import REPS_DUTIES from '@salesforce/label/c.JointCall_Reps_Duties';
import RESPONSIVE from '@salesforce/label/c.JointCall_Strip_Responsive';
import ROW_REASON from '@salesforce/label/c.JointCall_Strip_Reason';
import SAME from '@salesforce/label/c.JointCall_Strip_Same';
import TITLE from '@salesforce/label/c.JointCall_Strip_Title';
import TOOK_PART from '@salesforce/label/c.JointCall_Strip_Took_Part';
import TRANSITIONS from '@salesforce/label/c.JointCall_Strip_Transitions';
import UNFOLD from '@salesforce/label/c.JointCall_Strip_Unfold';
import { fill } from 'c/jointCall';
import { currentCoaching, hasAccount, HELPS, HELP_LABELS, type Coaching, type Detail } from 'c/jointCallDetail';
import { isTold } from 'c/jointCallTurn';
import { compare, type Row } from './accounts';

const ROW_LABELS: Readonly<Record<Row['key'], string>> = {
  agenda: AGENDA,
  transitions: TRANSITIONS,
  ask: ASK,
  reason: ROW_REASON,
};

/**
 * Who held each duty, as the salesperson tells it; and beside it the manager's account, for the two, once it is
 * shared. As long as the manager has given none, the salesperson's stays folded for them: a courtesy, no secret.
 */
export default class JointCallDutyStrip extends LightningElement {
  @api detail: Detail | undefined;

  isUnfolded = false;

  labels = {
    both: BOTH,
    close: CLOSE,
    differ: DIFFER,
    differHelp: DIFFER_HELP,
    duty: DUTY,
    heldBack: HELD_BACK,
    next: NEXT,
    outcome: OUTCOME,
    reason: REASON,
    responsive: RESPONSIVE,
    title: TITLE,
    unfold: UNFOLD,
  };

  get notTold(): string | undefined {
    if (!this.detail || isTold(this.detail.level)) return undefined;
    return fill(NOT_TOLD, this.detail.rep.name);
  }

  /** The manager's own account, where this user may see it. */
  get coaching(): Coaching | undefined {
    return this.detail && currentCoaching(this.detail);
  }

  get folded(): string | undefined {
    if (!this.detail || this.notTold || this.isUnfolded || this.detail.role !== 'manager') return undefined;
    if (this.detail.status !== 'Held' || (this.coaching && hasAccount(this.coaching.account))) return undefined;
    return fill(FOLDED, this.detail.rep.name);
  }

  get isOpen(): boolean {
    return Boolean(this.detail) && !this.folded;
  }

  get level(): string | undefined {
    return this.detail?.levelLabel && !this.notTold ? fill(LEVEL, this.detail.levelLabel) : undefined;
  }

  get accountTitle(): string {
    return fill(ACCOUNT_OF, this.detail?.rep.name ?? '');
  }

  get managersTitle(): string {
    return fill(ACCOUNT_OF, this.detail?.manager.name ?? '');
  }

  /** Said to everyone but the salesperson. */
  get repsDuties(): string | undefined {
    const { detail } = this;
    return detail && detail.role !== 'rep' ? fill(REPS_DUTIES, detail.rep.name) : undefined;
  }

  get facts() {
    const { detail } = this;
    if (!detail) return [];
    return [
      { key: 'reason', label: REASON, text: detail.reasonLabel },
      { key: 'close', label: CLOSE, text: detail.closeTypeLabel },
      { key: 'outcome', label: OUTCOME, text: detail.outcomeLabel },
      { key: 'responsive', label: RESPONSIVE, text: detail.responsivenessLabel },
      { key: 'part', label: fill(TOOK_PART, detail.manager.name), text: this.part },
    ].filter(({ text }) => text);
  }

  get hasNextStep(): boolean {
    return Boolean(this.detail?.nextStep);
  }

  get isCompared(): boolean {
    return Boolean(this.coaching?.sharedOn && hasAccount(this.coaching.account));
  }

  get rows() {
    const { detail, coaching } = this;
    if (!detail || !coaching) return [];
    return compare(detail, coaching).map((row) => ({
      ...row,
      label: ROW_LABELS[row.key],
      className: row.differs ? 'differs' : '',
    }));
  }

  get differences() {
    const [rep, manager] = [this.detail?.rep.name ?? '', this.detail?.manager.name ?? ''];
    return this.rows
      .filter(({ differs }) => differs)
      .map((row) => ({ key: row.key, text: fill(DIFFERENCE, row.label, rep, row.rep, manager, row.manager) }));
  }

  get differs(): boolean {
    return this.differences.length > 0;
  }

  get alike(): string {
    return this.rows.every(({ isComparable }) => isComparable) ? SAME : PARTLY;
  }

  unfold() {
    this.isUnfolded = true;
  }

  private get part(): string {
    const { detail } = this;
    if (!detail) return '';
    const helped = HELPS.filter((help) => detail.helped[help]).map((help) => HELP_LABELS[help]);
    const heldBack = detail.heldBack ? [HELD_BACK] : [];
    return [detail.participationLabel, ...helped, ...heldBack].filter(Boolean).join(' · ');
  }
}
