import { LightningElement, wire } from 'lwc';
import { graphql, type GraphQLWire } from 'lightning/graphql';
import { loadScript } from 'lightning/platformResourceLoader';
import { CurrentPageReference, NavigationMixin, type PageReference } from 'lightning/navigation';
import CHARTS from '@salesforce/resourceUrl/Joint_Call_Charts';
import EMPTY from '@salesforce/label/c.JointCall_Trends_Empty';
import EMPTY_NARROWED from '@salesforce/label/c.JointCall_Trends_Empty_Narrowed';
import LOADING from '@salesforce/label/c.JointCall_Trends_Loading';
import NO_ACCESS from '@salesforce/label/c.JointCall_No_Access';
import NOT_READ from '@salesforce/label/c.JointCall_Trends_Not_Read';
import OFFLINE from '@salesforce/label/c.JointCall_Offline_Deal';
import PERIOD from '@salesforce/label/c.JointCall_Trends_Period_Shown';
import PRINT from '@salesforce/label/c.JointCall_Trends_Print';
import REST_NOT_READ from '@salesforce/label/c.JointCall_Trends_Rest_Not_Read';
import RETRY from '@salesforce/label/c.JointCall_Retry';
import SHOW_CALLS from '@salesforce/label/c.JointCall_Trends_Show_Calls_Of';
import STALE from '@salesforce/label/c.JointCall_Stale';
import TITLE from '@salesforce/label/c.JointCall_Trends_Title';
import UPDATED from '@salesforce/label/c.JointCall_Trends_Updated';
import { fill, today } from 'c/jointCall';
import { total } from 'c/jointCallFigures';
import { monthsOf, periodOf, questionsOf, type Filters } from 'c/jointCallQuestions';
import CallsModal from 'c/jointCallTrendsCallsModal';
import type { Figure } from 'c/jointCallTrendsFigure';
import type { Option, Options } from 'c/jointCallTrendsFilters';
import type { Drill } from 'c/jointCallTrendsTable';
import { month } from 'c/jointCallTrendsWords';
import { filtersOf, stateOf } from './address';
import { moreOf, trendsOf, type MoreAnswer, type TrendsAnswer } from './answer';
import { changedMost, tilesOf, type Tile } from './changed';
import type { Context, MoreContext } from './context';
import { optionsOf } from './options';
import { MORE_TRENDS, moreVariablesOf, TRENDS, variablesOf } from './query';
import { figuresOf, moreFiguresOf, sectionsOf, type Section } from './sections';

/** An answer, beside what was chosen when it was asked for. */
interface Received<Answer> {
  answer: Answer;
  filters: Filters;
}

/** Do I take over, on what, with whom, is it getting better, and what does it cost? */
export default class JointCallTrends extends NavigationMixin(LightningElement) {
  /** The page that is open, whose address holds what is chosen. */
  private reference: PageReference | undefined;
  private today = today();
  filters: Filters | undefined;

  private trends: Received<TrendsAnswer> | undefined;
  private more: Received<MoreAnswer> | undefined;
  private trendsWire: GraphQLWire<TrendsAnswer> = {};
  private moreWire: GraphQLWire<MoreAnswer> = {};
  private context: Context | undefined;
  private moreContext: MoreContext | undefined;
  sentence = '';
  tiles: (Tile & { title: string })[] = [];
  private figures: Figure[] = [];
  sections: Section[] = [];
  isOffline = !navigator.onLine;
  /** What is said to whoever does not see that the figures changed. */
  news = '';

  labels = {
    loading: LOADING,
    print: PRINT,
    restNotRead: REST_NOT_READ,
    retry: RETRY,
    stale: STALE,
    title: TITLE,
  };

  @wire(CurrentPageReference)
  openPage(reference: PageReference | undefined) {
    if (!reference) return;
    this.reference = reference;
    const filters = filtersOf(reference.state ?? {});
    if (JSON.stringify(filters) !== JSON.stringify(this.filters)) this.filters = filters;
  }

  @wire(graphql, { query: TRENDS, variables: '$variables' })
  receive(wired: GraphQLWire<TrendsAnswer>) {
    this.trendsWire = wired;
    if (!wired.data || wired.errors || !this.filters) return;
    const isNews = this.trends && this.trends.filters !== this.filters;
    this.trends = { answer: wired.data, filters: this.filters };
    this.work(this.trends);
    if (isNews) this.news = fill(UPDATED, this.sentence);
  }

  @wire(graphql, { query: MORE_TRENDS, variables: '$moreVariables' })
  receiveMore(wired: GraphQLWire<MoreAnswer>) {
    this.moreWire = wired;
    if (!wired.data || wired.errors || !this.filters) return;
    this.more = { answer: wired.data, filters: this.filters };
    this.workMore();
  }

  /** Once for each answer, so that a page that is drawn again keeps its charts. */
  private work({ answer, filters }: Received<TrendsAnswer>) {
    const questions = questionsOf(filters, this.today);
    const context: Context = { filters, questions, today: this.today, trends: trendsOf(answer, questions) };
    this.context = context;
    this.sentence = changedMost(context);
    this.tiles = tilesOf(context).map((tile) => ({ ...tile, title: fill(SHOW_CALLS, tile.value, tile.label) }));
    this.figures = figuresOf(context);
    this.workMore();
  }

  /** What the second request adds, where it answers to the same choice. */
  private workMore() {
    const { context, more } = this;
    if (!context) return;
    this.moreContext =
      more?.filters === context.filters ? { ...context, more: moreOf(more.answer, context.questions) } : undefined;
    this.sections = sectionsOf([...this.figures, ...(this.moreContext ? moreFiguresOf(this.moreContext) : [])]);
  }

  private readonly connectionChanged = () => {
    const wasOffline = this.isOffline;
    this.isOffline = !navigator.onLine;
    if (wasOffline && !this.isOffline && this.hasFailed) this.retry();
  };

  override connectedCallback() {
    // Beside the figures instead of after them; where it fails, each chart tells.
    loadScript(this, CHARTS).catch(() => undefined);
    window.addEventListener('online', this.connectionChanged);
    window.addEventListener('offline', this.connectionChanged);
  }

  override disconnectedCallback() {
    window.removeEventListener('online', this.connectionChanged);
    window.removeEventListener('offline', this.connectionChanged);
  }

  /** Undefined until the address is known, so that nothing is asked in vain. */
  get variables() {
    return this.filters && variablesOf(questionsOf(this.filters, this.today));
  }

  get moreVariables() {
    return this.filters && moreVariablesOf(questionsOf(this.filters, this.today), this.filters);
  }

  private get hasFailed(): boolean {
    return Boolean(this.trendsWire.errors ?? this.moreWire.errors);
  }

  get isLoading(): boolean {
    return !this.trends && !this.trendsWire.errors;
  }

  /** What is shown is not yet what is chosen. */
  get isBusy(): boolean {
    return Boolean(this.trends && this.trends.filters !== this.filters && !this.trendsWire.errors);
  }

  get busy(): string {
    return String(this.isBusy);
  }

  get figuresClass(): string {
    return this.isBusy ? 'figures figures_busy' : 'figures';
  }

  /** Why there is nothing to show. */
  get problem(): string | undefined {
    const { errors } = this.trendsWire;
    if (this.trends || !errors) return undefined;
    if (this.isOffline) return OFFLINE;
    return errors.some(({ message }) => /Joint_Call.*undefined/i.test(message)) ? NO_ACCESS : NOT_READ;
  }

  get isStale(): boolean {
    return Boolean(this.trends && this.trendsWire.errors);
  }

  get lacksRest(): boolean {
    return Boolean(this.trends && !this.isStale && this.moreWire.errors);
  }

  get isRestLoading(): boolean {
    return !this.isEmpty && !this.moreContext && !this.moreWire.errors;
  }

  get isShown(): boolean {
    return Boolean(this.trends);
  }

  get isEmpty(): boolean {
    return this.context !== undefined && total(this.context.trends.months.groups).calls === 0;
  }

  get emptyText(): string {
    return this.isNarrowed ? EMPTY_NARROWED : EMPTY;
  }

  get isNarrowed(): boolean {
    return Object.values(stateOf(this.filters ?? filtersOf({}))).some((value) => value !== undefined);
  }

  get period(): string {
    if (!this.filters) return '';
    const months = monthsOf(periodOf(this.filters.months, this.today));
    return fill(PERIOD, month(months[0] ?? ''), month(months.at(-1) ?? ''));
  }

  get options(): Options {
    return optionsOf(this.filters ?? filtersOf({}), this.context?.trends, this.moreContext?.more);
  }

  /** What is chosen, for the printed page, which has no boxes. */
  get chosen(): string {
    const { options, filters } = this;
    const labelOf = (choices: readonly Option[], value: unknown) =>
      choices.find((choice) => choice.value === value)?.label;
    return [
      labelOf(options.team, filters?.team),
      labelOf(options.managerId, filters?.managerId),
      labelOf(options.repId, filters?.repId),
      labelOf(options.stage, filters?.stage),
    ]
      .filter(Boolean)
      .join(' · ');
  }

  choose(event: CustomEvent<Filters>) {
    this.open(event.detail);
  }

  reset() {
    this.open(filtersOf({}));
  }

  /** The address follows, so that a link to it, a reload and the way back show the same. */
  private open(filters: Filters) {
    this.filters = filters;
    const { reference } = this;
    if (!reference) return;
    this[NavigationMixin.Navigate]({ ...reference, state: { ...reference.state, ...stateOf(filters) } }, true);
  }

  drillTile(event: Event) {
    const { key } = (event.currentTarget as HTMLElement).dataset;
    const tile = this.tiles.find((each) => each.key === key);
    if (tile?.drill) this.show(tile.drill);
  }

  drill(event: CustomEvent<Drill>) {
    this.show(event.detail);
  }

  private show({ title, where }: Drill) {
    void CallsModal.open({ label: title, size: 'medium', heading: title, where });
  }

  retry() {
    const { trendsWire, moreWire } = this;
    if (trendsWire.errors) void trendsWire.refresh?.();
    if (moreWire.errors) void moreWire.refresh?.();
    if (!this.trends) this.trendsWire = {};
  }

  print() {
    window.print();
  }
}
