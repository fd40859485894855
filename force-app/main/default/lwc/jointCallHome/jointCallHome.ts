import { LightningElement, wire } from 'lwc';
import { graphql, type GraphQLWire } from 'lightning/graphql';
import DUE from '@salesforce/label/c.JointCall_Home_Due';
import DUE_COUNT from '@salesforce/label/c.JointCall_Home_Due_Count';
import LOADING from '@salesforce/label/c.JointCall_Loading';
import NEXT from '@salesforce/label/c.JointCall_Home_Next';
import NONE_DUE from '@salesforce/label/c.JointCall_Home_None_Due';
import NONE_NEXT from '@salesforce/label/c.JointCall_Home_None_Next';
import NO_ACCESS from '@salesforce/label/c.JointCall_No_Access';
import NO_CALLS from '@salesforce/label/c.JointCall_Home_No_Calls';
import OFFLINE from '@salesforce/label/c.JointCall_Offline_Deal';
import RATE from '@salesforce/label/c.JointCall_Home_Rate';
import RETRY from '@salesforce/label/c.JointCall_Retry';
import STALE from '@salesforce/label/c.JointCall_Stale';
import TITLE from '@salesforce/label/c.JointCall_Home_Title';
import TRENDS from '@salesforce/label/c.JointCall_Home_To_Trends';
import WHO from '@salesforce/label/c.JointCall_Who_Joined';
import { fill, today } from 'c/jointCall';
import { measuresOf, ofMonths, total, type Group } from 'c/jointCallFigures';
import { monthsOf, periodBefore, periodOf, questionsOf } from 'c/jointCallQuestions';
import { direction } from 'c/jointCallTrendsDirection';
import { groupsOf } from 'c/jointCallTrendsQuery';
import { counts, day, number, percent, rate } from 'c/jointCallTrendsWords';
import { FILTERS, HOME, variablesOf, type CallNode, type HomeAnswer } from './query';

/** Where no call tells the setting. */
const MINIMUM = 5;

interface Shown {
  id: string;
  url: string;
  day: string;
  deal: string;
  who: string;
}

/** On a manager's home page: the one number and which way it goes, the next joint call, and the oldest debrief due. */
export default class JointCallHome extends LightningElement {
  private answer: GraphQLWire<HomeAnswer> = {};
  private today = today();
  isOffline = !navigator.onLine;

  labels = {
    due: DUE,
    loading: LOADING,
    next: NEXT,
    noneDue: NONE_DUE,
    noneNext: NONE_NEXT,
    rate: RATE,
    retry: RETRY,
    stale: STALE,
    title: TITLE,
    trends: TRENDS,
  };
  trendsUrl = `/lightning/n/Joint_Call_Trends?c__manager=${FILTERS.managerId ?? ''}`;
  variables = variablesOf(this.today);

  @wire(graphql, { query: HOME, variables: '$variables' })
  receive(answer: GraphQLWire<HomeAnswer>) {
    // A refused query answers with an empty object beside its errors; what was read before stays.
    this.answer = answer.errors ? { ...answer, data: this.answer.data! } : answer;
  }

  private readonly connectionChanged = () => {
    const wasOffline = this.isOffline;
    this.isOffline = !navigator.onLine;
    if (wasOffline && !this.isOffline && this.answer.errors) this.retry();
  };

  override connectedCallback() {
    window.addEventListener('online', this.connectionChanged);
    window.addEventListener('offline', this.connectionChanged);
  }

  override disconnectedCallback() {
    window.removeEventListener('online', this.connectionChanged);
    window.removeEventListener('offline', this.connectionChanged);
  }

  get isLoading(): boolean {
    return !this.answer.data && !this.answer.errors;
  }

  get isShown(): boolean {
    return Boolean(this.answer.data);
  }

  get problem(): string | undefined {
    if (this.answer.data || !this.answer.errors) return undefined;
    return this.isOffline ? OFFLINE : NO_ACCESS;
  }

  get isStale(): boolean {
    return Boolean(this.answer.data && this.answer.errors);
  }

  /** The rate of a year, what it is of, and which way it went since the year before. */
  get number() {
    const { query, aggregate } = this.answer.data!.uiapi;
    const minimum = query.setting.edges[0]?.node.Minimum_Calls_For_Rate__c.value ?? MINIMUM;
    const { groups } = groupsOf(questionsOf(FILTERS, this.today).months, aggregate.months);
    const within = (period: typeof periodOf): Group[] => ofMonths(groups, monthsOf(period(FILTERS.months, this.today)));
    const { takeover } = measuresOf(within(periodOf), minimum);
    if (total(within(periodOf)).calls === 0) return { value: '–', detail: NO_CALLS };
    return {
      value: takeover.share === undefined ? '–' : percent(takeover.share),
      detail: takeover.share === undefined ? rate(takeover) : counts(takeover),
      direction: direction(takeover, measuresOf(within(periodBefore), minimum).takeover, FILTERS.months),
    };
  }

  get next(): Shown | undefined {
    return shownOf(this.answer.data?.uiapi.query.next.edges[0]?.node);
  }

  get due(): Shown | undefined {
    return shownOf(this.answer.data?.uiapi.query.due.edges[0]?.node);
  }

  get dueCount(): string | undefined {
    const count = this.answer.data?.uiapi.query.due.totalCount ?? 0;
    return count > 1 ? fill(DUE_COUNT, number(count)) : undefined;
  }

  retry() {
    const { refresh } = this.answer;
    if (!this.answer.data) this.answer = {};
    void refresh?.();
  }
}

function shownOf(node: CallNode | undefined): Shown | undefined {
  if (!node) return undefined;
  return {
    id: node.Id,
    url: `/lightning/r/Joint_Call__c/${node.Id}/view`,
    day: node.Call_Date__c.value ? day(node.Call_Date__c.value) : '',
    deal: node.Opportunity__r?.Name.value ?? node.Name.value ?? '',
    who: fill(WHO, node.Sales_Rep__r?.Name.value ?? '', node.Manager__r?.Name.value ?? ''),
  };
}
