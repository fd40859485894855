import { LightningElement, api } from 'lwc';
import TITLE from '@salesforce/label/c.JointCall_Duties_Title';
import { dutyLabel, holderLabel, type DutyHeld, type Holder } from 'c/jointCall';

const ICONS: Record<Holder, string> = {
  Rep: 'utility:check',
  Manager: 'utility:change_owner',
  'Not reached': 'utility:dash',
};

/** Who held each duty. The icon and the colour only repeat what the words say. */
export default class JointCallDuties extends LightningElement {
  @api duties: DutyHeld[] = [];

  title = TITLE;

  get items() {
    return this.duties.map(({ field, holder }) => ({
      key: field,
      duty: dutyLabel(field),
      holder: holderLabel(holder),
      icon: holder ? ICONS[holder] : 'utility:help',
      className: holder === 'Manager' ? 'duty duty_manager' : 'duty',
    }));
  }
}
