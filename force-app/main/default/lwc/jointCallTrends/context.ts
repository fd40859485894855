import type { Filters, Questions } from 'c/jointCallQuestions';
import type { More, Trends } from './answer';

/** What the figures of the first request are made of. */
export interface Context {
  filters: Filters;
  questions: Questions;
  /** An ISO day. */
  today: string;
  trends: Trends;
}

/** And those of the second. */
export interface MoreContext extends Context {
  more: More;
}
