import CLIMATE from '@salesforce/label/c.JointCall_Help_Climate';
import OBJECTIONS from '@salesforce/label/c.JointCall_Help_Objections';
import PRESENTING from '@salesforce/label/c.JointCall_Help_Presenting';
import QUESTIONS from '@salesforce/label/c.JointCall_Help_Questions';

/** What each way of helping is called on the pages. */
export const HELP_LABELS: Readonly<Record<'Climate' | 'Questions' | 'Presenting' | 'Objections', string>> = {
  Climate: CLIMATE,
  Questions: QUESTIONS,
  Presenting: PRESENTING,
  Objections: OBJECTIONS,
};
