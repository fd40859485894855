import { LightningElement, api, wire } from 'lwc';
import { graphql, type GraphQLWire } from 'lightning/graphql';
import CALL from '@salesforce/label/c.JointCall_Trends_Call';
import DATE from '@salesforce/label/c.JointCall_Trends_Date';
import LEVEL from '@salesforce/label/c.JointCall_Trends_Level';
import LOADING from '@salesforce/label/c.JointCall_Loading';
import MORE from '@salesforce/label/c.JointCall_Trends_Show_More';
import NOT_READ from '@salesforce/label/c.JointCall_Trends_Not_Read';
import PEOPLE from '@salesforce/label/c.JointCall_Trends_People';
import RETRY from '@salesforce/label/c.JointCall_Retry';
import WHO from '@salesforce/label/c.JointCall_Who_Joined';
import SHOWN from '@salesforce/label/c.JointCall_Trends_Shown_Calls';
import { fill, shown, type Cell } from 'c/jointCall';
import type { Filter } from 'c/jointCallTrendsQuery';
import { day, number } from 'c/jointCallTrendsWords';
import { CALLS } from './query';

interface Named {
  Id: string;
  Name: Cell;
}

interface CallNode {
  Id: string;
  Name: Cell;
  Call_Date__c: Cell;
  Takeover_Level__c: Cell;
  Manager__r: Named | null;
  Sales_Rep__r: Named | null;
  Opportunity__r: Named | null;
}

interface Answer {
  uiapi: {
    query: {
      Joint_Call__c: {
        totalCount: number;
        pageInfo: { hasNextPage: boolean; endCursor: string | null };
        edges: { node: CallNode }[];
      };
    };
  };
}

/** The calls that a number stands for, each with a link; more of them as they are asked for. */
export default class JointCallTrendsCalls extends LightningElement {
  /** Which calls; it stays as it is for as long as the list is there. */
  @api where: Filter | undefined;

  private after: string | null = null;
  private pages = new Map<string, CallNode[]>();
  private latest: GraphQLWire<Answer> = {};
  private focusRow = -1;

  labels = {
    call: CALL,
    date: DATE,
    level: LEVEL,
    loading: LOADING,
    more: MORE,
    notRead: NOT_READ,
    people: PEOPLE,
    retry: RETRY,
  };

  @wire(graphql, { query: CALLS, variables: '$variables' })
  receive(answer: GraphQLWire<Answer>) {
    this.latest = answer;
    const page = answer.errors ? undefined : answer.data?.uiapi.query.Joint_Call__c;
    if (!page) return;
    this.pages = new Map(this.pages).set(
      this.after ?? '',
      page.edges.map(({ node }) => node),
    );
  }

  get variables() {
    return { calls: this.where, after: this.after };
  }

  override renderedCallback() {
    if (this.focusRow < 0) return;
    const links = this.template.querySelectorAll<HTMLElement>('[data-call] a');
    const next = links[this.focusRow];
    if (!next) return;
    this.focusRow = -1;
    next.focus();
  }

  private get answered() {
    return this.latest.errors ? undefined : this.latest.data?.uiapi.query.Joint_Call__c;
  }

  get hasFailed(): boolean {
    return Boolean(this.latest.errors);
  }

  get isLoading(): boolean {
    return !this.answered && !this.hasFailed;
  }

  get calls() {
    return [...this.pages.values()].flat().map((node) => ({
      id: node.Id,
      name: node.Name.value,
      url: `/lightning/r/Joint_Call__c/${node.Id}/view`,
      date: node.Call_Date__c.value ? day(node.Call_Date__c.value) : '',
      level: shown(node.Takeover_Level__c),
      who: fill(WHO, node.Sales_Rep__r?.Name.value ?? '', node.Manager__r?.Name.value ?? ''),
      deal: node.Opportunity__r?.Name.value ?? '',
    }));
  }

  get hasCalls(): boolean {
    return this.pages.size > 0;
  }

  get shownCalls(): string | undefined {
    return this.answered && fill(SHOWN, number(this.calls.length), number(this.answered.totalCount));
  }

  get hasMore(): boolean {
    return Boolean(this.answered?.pageInfo.hasNextPage);
  }

  showMore() {
    this.focusRow = this.calls.length;
    this.after = this.answered?.pageInfo.endCursor ?? null;
    this.latest = {};
  }

  retry() {
    const { refresh } = this.latest;
    this.latest = {};
    void refresh?.();
  }
}
