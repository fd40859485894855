import { LightningElement, api } from 'lwc';
import CSV from '@salesforce/label/c.JointCall_Trends_Csv';
import CSV_OF from '@salesforce/label/c.JointCall_Trends_Csv_Of';
import CUT from '@salesforce/label/c.JointCall_Trends_Cut';
import HIDE_TABLE from '@salesforce/label/c.JointCall_Trends_Hide_Table';
import NO_CHART from '@salesforce/label/c.JointCall_Trends_No_Chart';
import NONE from '@salesforce/label/c.JointCall_Trends_None';
import SHOW_ALL from '@salesforce/label/c.JointCall_Trends_Show_All';
import SHOW_CALLS from '@salesforce/label/c.JointCall_Trends_Show_Calls';
import SHOW_TABLE from '@salesforce/label/c.JointCall_Trends_Show_Table';
import SHOWN_ROWS from '@salesforce/label/c.JointCall_Trends_Shown_Rows';
import TABLE from '@salesforce/label/c.JointCall_Trends_Table_Of';
import { fill } from 'c/jointCall';
import { csvOf, type Drill, type Table } from 'c/jointCallTrendsTable';
import { number } from 'c/jointCallTrendsWords';
import type { Chart } from 'c/jointCallTrendsChart';

export interface Figure {
  key: string;
  title: string;
  /** What it says, in words. */
  sentence?: string;
  /** How to read it. */
  notes: readonly string[];
  /** Left out where the table says it all. */
  chart?: Chart;
  table: Table;
  /** The org answered as many groups as it ever does, so some may be missing. */
  isCut?: boolean;
}

/** As many rows as are drawn and listed before the rest is asked for; the CSV has them all. */
const ROWS = 20;

/** Of many bars the first, as of the table. */
function drawnOf({ chart }: Figure): Chart | undefined {
  if (chart?.kind !== 'bars') return chart;
  const series = chart.series.map((each) => ({
    ...each,
    values: each.values.slice(0, ROWS),
    texts: each.texts.slice(0, ROWS),
  }));
  return { ...chart, labels: chart.labels.slice(0, ROWS), series };
}

/** One figure: what it says, its chart, its table and that as CSV. A number or a bar leads to its calls. */
export default class JointCallTrendsFigure extends LightningElement {
  /** Worked out once for each figure, so that a chart is not drawn anew with every table that opens. */
  @api get figure(): Figure {
    return this.shown;
  }
  set figure(value: Figure) {
    this.shown = value;
    this.drawn = drawnOf(value);
    this.isWhole = false;
  }

  private shown!: Figure;
  private drawn: Chart | undefined;
  private focusTable = false;
  isTableOpen = false;
  isWhole = false;
  hasNoChart = false;

  labels = { none: NONE, noChart: NO_CHART, showAll: SHOW_ALL, csv: CSV, cut: CUT };

  get isEmpty(): boolean {
    return this.figure.table.rows.length === 0;
  }

  get chart(): Chart | undefined {
    return this.isEmpty || this.hasNoChart ? undefined : this.drawn;
  }

  /** What the picture shows, for whoever does not see it. */
  get summary(): string {
    const { chart } = this;
    if (!chart) return '';
    const told = chart.series.map(
      ({ label, texts }) =>
        `${label}: ${texts.map((text, index) => `${chart.labels[index] ?? ''} ${text}`).join(', ')}`,
    );
    return `${this.figure.title}. ${told.join('. ')}`;
  }

  get offersTable(): boolean {
    return Boolean(this.chart);
  }

  get isTableShown(): boolean {
    return this.isTableOpen || !this.chart;
  }

  /** What is printed is not folded, whatever the screen shows. */
  get tableClass(): string {
    return this.isTableShown ? 'table' : 'table folded';
  }

  get toggleLabel(): string {
    return this.isTableOpen ? HIDE_TABLE : SHOW_TABLE;
  }

  get expanded(): string {
    return String(this.isTableOpen);
  }

  get caption(): string {
    return fill(TABLE, this.figure.title);
  }

  get csvLabel(): string {
    return fill(CSV_OF, this.figure.title);
  }

  get tableLabel(): string {
    return `${this.toggleLabel}: ${this.figure.title}`;
  }

  get headings() {
    return this.figure.table.columns.map((label, index) => ({
      key: index,
      label,
      class: index ? 'number' : undefined,
    }));
  }

  get rows() {
    const { columns, rows } = this.figure.table;
    return rows.slice(0, this.isWhole ? rows.length : ROWS).map(({ key, head, cells }, row) => ({
      key,
      head,
      cells: cells.map(({ text, drill }, cell) => ({
        key: cell,
        row,
        cell,
        text,
        isDrill: Boolean(drill),
        label: fill(SHOW_CALLS, text, columns[cell + 1] ?? '', head),
      })),
    }));
  }

  get shownRows(): string | undefined {
    const { length } = this.figure.table.rows;
    return this.isWhole || length <= ROWS ? undefined : fill(SHOWN_ROWS, number(ROWS), number(length));
  }

  toggleTable() {
    this.isTableOpen = !this.isTableOpen;
  }

  /** Its button goes, so the reader goes on in the table. */
  showAll() {
    this.isWhole = true;
    this.isTableOpen = true;
    this.focusTable = true;
  }

  override renderedCallback() {
    if (!this.focusTable) return;
    this.focusTable = false;
    this.template.querySelector<HTMLElement>('.table')?.focus();
  }

  /** A script that is blocked takes nothing away: the table tells it all. */
  chartFailed() {
    this.hasNoChart = true;
  }

  drillCell(event: Event) {
    const { row, cell } = (event.currentTarget as HTMLElement).dataset;
    this.drill(this.figure.table.rows[Number(row)]?.cells[Number(cell)]?.drill);
  }

  drillBar(event: CustomEvent<{ series: number; index: number }>) {
    const { series, index } = event.detail;
    this.drill(this.figure.chart?.series[series]?.drills?.[index]);
  }

  private drill(drill: Drill | undefined) {
    if (drill) this.dispatchEvent(new CustomEvent<Drill>('drill', { detail: drill }));
  }

  /** As a data address, since Lightning Web Security makes no object address of a file of this type. */
  download() {
    const link = document.createElement('a');
    link.href = `data:text/csv;charset=utf-8,${encodeURIComponent(csvOf(this.figure.table))}`;
    link.download = `${this.figure.title}.csv`;
    link.click();
  }
}
