/** The two accounts of one meeting, laid side by side. Pure. */
import { holderLabel } from 'c/jointCall';
import { repsAccount, type Account, type Coaching, type Detail } from 'c/jointCallDetail';

export interface Row {
  key: keyof Account | 'reason';
  /** What the salesperson and the manager say, ready to show. */
  rep: string;
  manager: string;
  /** Told by both, and told differently. */
  differs: boolean;
  /** Told by both. */
  isComparable: boolean;
}

const DUTIES = ['agenda', 'transitions', 'ask'] as const;

/** The three duties, and the reason where both gave one: what `Accounts_Differ__c` compares, and as it does. */
export function compare(detail: Pick<Detail, 'duties' | 'reason' | 'reasonLabel'>, coaching: Coaching): Row[] {
  const told = repsAccount(detail.duties);
  const rows = DUTIES.map((key): Row => {
    const [rep, manager] = [told[key], coaching.account[key]];
    const isComparable = rep !== undefined && manager !== undefined;
    return {
      key,
      rep: holderLabel(rep),
      manager: holderLabel(manager),
      isComparable,
      differs: isComparable && rep !== manager,
    };
  });
  if (!detail.reason || !coaching.reason) return rows;
  const reason: Row = {
    key: 'reason',
    rep: detail.reasonLabel,
    manager: coaching.reasonLabel,
    isComparable: true,
    differs: detail.reason !== coaching.reason,
  };
  return [...rows, reason];
}
