import { LightningElement, api } from 'lwc';
import { loadScript } from 'lightning/platformResourceLoader';
import LIBRARY from '@salesforce/resourceUrl/Joint_Call_Charts';
import type { Chart as ChartJs } from 'chart.js';
import type { Chart } from './chart';
import { drawingOf, heightOf } from './drawing';

export type { Chart, Look, Series } from './chart';

/** One chart, drawn by Chart.js. Where that cannot be, it fires `fail`: whoever holds it shows the figures otherwise. */
export default class JointCallTrendsChart extends LightningElement {
  @api chart!: Chart;
  /** What the picture shows, in words. */
  @api summary = '';

  private library: typeof ChartJs | undefined;
  private drawn: ChartJs | undefined;
  private shown: Chart | undefined;

  get style(): string {
    return `height: ${heightOf(this.chart)}rem`;
  }

  override connectedCallback() {
    loadScript(this, LIBRARY).then(
      () => {
        this.library = (window as unknown as { Chart?: typeof ChartJs }).Chart;
        if (this.library) this.draw();
        else this.fail();
      },
      () => this.fail(),
    );
  }

  override renderedCallback() {
    if (this.library) this.draw();
  }

  override disconnectedCallback() {
    this.drawn?.destroy();
    this.drawn = undefined;
    this.shown = undefined;
  }

  private draw() {
    const canvas = this.template.querySelector('canvas');
    if (!canvas || !this.library || this.shown === this.chart) return;
    this.drawn?.destroy();
    this.shown = this.chart;
    try {
      const pick = (series: number, index: number) =>
        this.dispatchEvent(new CustomEvent('pick', { detail: { series, index } }));
      this.drawn = new this.library(canvas, drawingOf(this.chart, canvas, pick));
    } catch {
      this.fail();
    }
  }

  private fail() {
    this.dispatchEvent(new CustomEvent('fail'));
  }
}
