import { LightningElement, api } from 'lwc';
import { updateRecord } from 'lightning/uiRecordApi';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import USER_ID from '@salesforce/user/Id';
import ACKNOWLEDGE from '@salesforce/label/c.JointCall_Coaching_Acknowledge';
import ACKNOWLEDGED from '@salesforce/label/c.JointCall_Coaching_Acknowledged';
import ACKNOWLEDGED_MINE from '@salesforce/label/c.JointCall_Coaching_Acknowledged_Mine';
import ANSWER from '@salesforce/label/c.JointCall_Coaching_Answer';
import ANSWERED from '@salesforce/label/c.JointCall_Coaching_Answered';
import CANCEL from '@salesforce/label/c.JointCall_Cancel';
import CHANGE_ANSWER from '@salesforce/label/c.JointCall_Coaching_Change_Answer';
import FOCUS from '@salesforce/label/c.JointCall_Coaching_Focus';
import NOTE from '@salesforce/label/c.JointCall_Coaching_Note';
import NOT_SAVED from '@salesforce/label/c.JointCall_Coaching_Not_Saved';
import OFFLINE from '@salesforce/label/c.JointCall_Coaching_Offline';
import ONLY_ACCOUNT from '@salesforce/label/c.JointCall_Coaching_Only_Account';
import ONLY_TWO from '@salesforce/label/c.JointCall_Coaching_Only_Two';
import PRIVATE from '@salesforce/label/c.JointCall_Coaching_Private';
import REPLY from '@salesforce/label/c.JointCall_Coaching_Reply';
import REPLY_MINE from '@salesforce/label/c.JointCall_Coaching_Reply_Mine';
import REPLY_OPTIONAL from '@salesforce/label/c.JointCall_Coaching_Reply_Optional';
import SAVE_ANSWER from '@salesforce/label/c.JointCall_Coaching_Save_Answer';
import SAVING from '@salesforce/label/c.JointCall_Saving';
import SHARED from '@salesforce/label/c.JointCall_Coaching_Shared';
import SHARED_MINE from '@salesforce/label/c.JointCall_Coaching_Shared_Mine';
import TITLE from '@salesforce/label/c.JointCall_Coaching_Title';
import WAITING from '@salesforce/label/c.JointCall_Coaching_Waiting';
import { fill, refusalMessages, today } from 'c/jointCall';
import type { Coaching, Detail } from 'c/jointCallDetail';
import { dropDraft, isOffline, keepDraft, openDraft } from 'c/jointCallDraft';

/**
 * The coaching of a call, for the two people it is for: what was shared, and the salesperson's answer to it, which
 * acknowledges it in the same go. Fires `saved`.
 */
export default class JointCallCoaching extends LightningElement {
  /** Whose answer is open for a change, by the Id of the coaching. */
  changing: string | undefined;
  /** Answers being typed, by the Id of the coaching. */
  replies: Readonly<Record<string, string>> = {};
  isSaving = false;
  problem = '';
  refusals: string[] = [];

  private shown: Detail | undefined;
  private focusNext = '';

  labels = {
    cancel: CANCEL,
    changeAnswer: CHANGE_ANSWER,
    focus: FOCUS,
    note: NOTE,
    onlyAccount: ONLY_ACCOUNT,
    private: PRIVATE,
    replyMine: REPLY_MINE,
    replyOptional: REPLY_OPTIONAL,
    title: TITLE,
  };

  @api
  get detail(): Detail | undefined {
    return this.shown;
  }

  set detail(detail: Detail | undefined) {
    this.shown = detail;
    if (detail?.role !== 'rep') return;
    for (const { id } of detail.coachings) {
      const { entry } = openDraft<{ reply: string }>(placeOf(id));
      if (entry && this.replies[id] === undefined) this.replies = { ...this.replies, [id]: entry.reply };
    }
  }

  get items() {
    const { detail } = this;
    return detail?.coachings.map((coaching) => this.described(detail, coaching)) ?? [];
  }

  /** Nothing at all where there is nothing to read: not even that there could be. */
  get isEmpty(): boolean {
    return this.items.length === 0;
  }

  get onlyTwo(): string {
    return fill(ONLY_TWO, this.detail?.rep.name ?? '', this.detail?.manager.name ?? '');
  }

  get hasProblem(): boolean {
    return Boolean(this.problem);
  }

  typeReply(event: CustomEvent<{ value: string }>) {
    const id = idOf(event);
    const reply = event.detail.value;
    this.replies = { ...this.replies, [id]: reply };
    const place = placeOf(id);
    keepDraft(place, openDraft(place).key, { reply });
  }

  change(event: Event) {
    this.changing = idOf(event);
  }

  stopChange(event: Event) {
    this.forget(idOf(event));
    this.changing = undefined;
  }

  /** Reading and answering is one save; saving again writes the same. */
  async answer(event: Event) {
    const id = idOf(event);
    const coaching = this.detail?.coachings.find((each) => each.id === id);
    if (this.isSaving || !coaching || !this.detail) return;
    this.isSaving = true;
    this.problem = '';
    this.refusals = [];
    const reply = (this.replies[id] ?? coaching.reply).trim();
    try {
      await updateRecord({
        fields: { Id: id, Rep_Reply__c: reply || null, Rep_Acknowledged_On__c: coaching.acknowledgedOn ?? today() },
      });
      this.forget(id);
      this.changing = undefined;
      const title = fill(ANSWERED, this.detail.manager.name);
      this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
      this.dispatchEvent(new CustomEvent('saved'));
      this.focusNext = `[data-coaching="${id}"] [data-read]`;
    } catch (error) {
      const isOff = isOffline(error);
      this.problem = isOff ? OFFLINE : NOT_SAVED;
      this.refusals = isOff ? [] : refusalMessages(error, NOT_SAVED);
      this.focusNext = '[data-refusal]';
    } finally {
      this.isSaving = false;
    }
  }

  override renderedCallback() {
    if (!this.focusNext) return;
    const target = this.template.querySelector<HTMLElement>(this.focusNext);
    // What was saved is there to be read only once the page has read it anew.
    if (!target) return;
    this.focusNext = '';
    target.focus();
  }

  private described(detail: Detail, coaching: Coaching) {
    const isMine = detail.role === 'rep';
    const [rep, manager] = [detail.rep.name, detail.manager.name];
    const reply = this.replies[coaching.id] ?? coaching.reply;
    const isAnswering = isMine && (!coaching.acknowledgedOn || this.changing === coaching.id);
    return {
      ...coaching,
      isPrivate: !coaching.sharedOn,
      saysNothing: !coaching.focus && !coaching.note,
      sharedBy: before(isMine ? fill(SHARED_MINE, manager) : fill(SHARED, rep)),
      readBy: before(isMine ? ACKNOWLEDGED_MINE : fill(ACKNOWLEDGED, rep)),
      waiting: !isMine && coaching.sharedOn && !coaching.acknowledgedOn ? fill(WAITING, rep) : undefined,
      replyTitle: fill(REPLY, rep),
      showsReply: Boolean(coaching.reply) && !isAnswering,
      isAnswering,
      offersChange: isMine && !isAnswering,
      canCancel: this.changing === coaching.id,
      typed: reply,
      answerLabel: this.isSaving ? SAVING : coaching.acknowledgedOn ? SAVE_ANSWER : reply.trim() ? ANSWER : ACKNOWLEDGE,
    };
  }

  private forget(id: string) {
    dropDraft(placeOf(id));
    this.replies = Object.fromEntries(Object.entries(this.replies).filter(([key]) => key !== id));
  }
}

/** Templates drop the space before an element, and a date follows. */
function before(text: string): string {
  return `${text} `;
}

function idOf(event: Event): string {
  return (event.target as HTMLElement).dataset.id ?? '';
}

function placeOf(coachingId: string) {
  return { userId: USER_ID, recordId: coachingId, form: 'reply' };
}
