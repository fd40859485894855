import { LightningElement, api } from 'lwc';
import TIME_ZONE from '@salesforce/i18n/timeZone';
import AGENDA from '@salesforce/label/c.JointCall_Brief_Agenda';
import ASKS from '@salesforce/label/c.JointCall_Brief_Asks';
import ASKS_MINE from '@salesforce/label/c.JointCall_Brief_Asks_Mine';
import CHANGE from '@salesforce/label/c.JointCall_Do_Change_Plan';
import CHANGE_DAY from '@salesforce/label/c.JointCall_Do_Change_Day';
import CHANNEL from '@salesforce/label/c.JointCall_Brief_Channel';
import CHOOSE_MANAGER from '@salesforce/label/c.JointCall_Choose_Manager';
import DO_COACH from '@salesforce/label/c.JointCall_Brief_Do_Coach';
import DO_HELP from '@salesforce/label/c.JointCall_Brief_Do_Help';
import DO_OPEN from '@salesforce/label/c.JointCall_Brief_Do_Open';
import DO_PART from '@salesforce/label/c.JointCall_Brief_Do_Part';
import DO_RISK from '@salesforce/label/c.JointCall_Brief_Do_Risk';
import LEAVE from '@salesforce/label/c.JointCall_Brief_Leave';
import LEAVE_AGENDA from '@salesforce/label/c.JointCall_Brief_Leave_Agenda';
import LEAVE_ASK from '@salesforce/label/c.JointCall_Brief_Leave_Ask';
import LEAVE_OPENING from '@salesforce/label/c.JointCall_Brief_Leave_Opening';
import LEAVE_TRANSITIONS from '@salesforce/label/c.JointCall_Brief_Leave_Transitions';
import MINUTES from '@salesforce/label/c.JointCall_Brief_Minutes';
import NO_AGENDA from '@salesforce/label/c.JointCall_Brief_No_Agenda';
import NO_AGENDA_MINE from '@salesforce/label/c.JointCall_Brief_No_Agenda_Mine';
import NO_ASKS from '@salesforce/label/c.JointCall_Brief_No_Asks';
import NOT_SAID from '@salesforce/label/c.JointCall_Brief_Not_Said';
import OPENING from '@salesforce/label/c.JointCall_Brief_Opening';
import START_FIXED from '@salesforce/label/c.JointCall_Plan_Start_Fixed';
import TIME from '@salesforce/label/c.JointCall_Brief_Time';
import TITLE from '@salesforce/label/c.JointCall_Brief_Title';
import YOURS from '@salesforce/label/c.JointCall_Brief_Yours';
import { fill } from 'c/jointCall';
import { HELPS, HELP_LABELS, type Detail } from 'c/jointCallDetail';

/**
 * What is agreed before the meeting. The manager also reads what is theirs to do in it, and what they leave alone.
 * Fires `change` where either wants to change what is theirs of the plan.
 */
export default class JointCallBrief extends LightningElement {
  @api detail: Detail | undefined;

  /** The user's, as Salesforce knows it; the browser's may be another. */
  timeZone = TIME_ZONE;

  labels = {
    agenda: AGENDA,
    channel: CHANNEL,
    chooseManager: CHOOSE_MANAGER,
    noAsks: NO_ASKS,
    opening: OPENING,
    time: TIME,
    title: TITLE,
    yours: YOURS,
  };

  get plan() {
    return this.detail?.plan;
  }

  get isPlanned(): boolean {
    return this.detail?.status === 'Planned';
  }

  /** What changes here: the plan by the salesperson, the day by the manager as long as no time is set. */
  get change(): string | undefined {
    if (!this.isPlanned) return undefined;
    if (this.detail?.role === 'rep') return this.plan?.agenda ? CHANGE : undefined;
    return this.isManagers && !this.plan?.start ? CHANGE_DAY : undefined;
  }

  /** Said to the manager before they try. */
  get startFixed(): string | undefined {
    return this.isManagers && this.plan?.start ? fill(START_FIXED, this.detail?.rep.name ?? '') : undefined;
  }

  get mayChooseManager(): boolean {
    return this.isPlanned && this.detail?.role === 'rep';
  }

  get noAgenda(): string | undefined {
    if (!this.detail || this.plan?.agenda) return undefined;
    return this.detail.role === 'rep' ? NO_AGENDA_MINE : fill(NO_AGENDA, this.detail.rep.name);
  }

  get minutes(): string | undefined {
    return this.plan?.minutes ? fill(MINUTES, String(this.plan.minutes)) : undefined;
  }

  get opening(): string {
    if (!this.plan?.opening) return NOT_SAID;
    return (this.plan.opening === 'Rep' ? this.detail?.rep.name : this.detail?.manager.name) ?? '';
  }

  get asksTitle(): string {
    return this.detail?.role === 'manager' ? ASKS_MINE : fill(ASKS, this.detail?.manager.name ?? '');
  }

  get asks() {
    return HELPS.filter((help) => this.plan?.asks[help]).map((help) => ({ key: help, label: HELP_LABELS[help] }));
  }

  get asksNothing(): boolean {
    return this.asks.length === 0 && !this.plan?.askNote;
  }

  /** The method in the manager's hands, as long as the meeting is to come. */
  get isManagers(): boolean {
    return this.isPlanned && this.detail?.role === 'manager';
  }

  get leaveTitle(): string {
    return fill(LEAVE, this.detail?.rep.name ?? '');
  }

  get yours(): string[] {
    const opens = this.plan?.opening === 'Manager' ? [DO_OPEN] : [];
    const helps = this.asksNothing ? [] : [DO_HELP];
    return [...opens, ...helps, DO_PART, DO_RISK, DO_COACH];
  }

  get theirs(): string[] {
    const opening = this.plan?.opening === 'Manager' ? [] : [LEAVE_OPENING];
    return [...opening, LEAVE_AGENDA, LEAVE_TRANSITIONS, LEAVE_ASK];
  }

  startChange() {
    this.dispatchEvent(new CustomEvent('change'));
  }
}
