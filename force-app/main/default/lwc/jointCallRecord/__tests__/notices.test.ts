import { aDetail, COLLEAGUE, MANAGER } from '../../jointCallDetail/__tests__/data/detail';
import { noticesOf } from '../notices';

jest.mock('@salesforce/label/c.JointCall_New_Owner_Held', () => ({ default: '{0} has the deal, {1} the call' }), {
  virtual: true,
});
jest.mock('@salesforce/label/c.JointCall_New_Owner_Planned', () => ({ default: '{0} has both, {1} planned' }), {
  virtual: true,
});
jest.mock('@salesforce/label/c.JointCall_Owner_Is_Manager', () => ({ default: '{0} owns the deal now' }), {
  virtual: true,
});

describe('the notices', () => {
  it.each(['Held', 'Debriefed'])('say that a call that was held stays with who held it (%s)', (status) => {
    const notices = noticesOf(aDetail({ status, role: 'other', owner: COLLEAGUE }), false);
    expect(notices[0]).toBe('Cleo Kant has the deal, Rolf Berg the call');
  });

  it('say that a planned call goes along with the deal, as long as its stamp is behind', () => {
    const planned = { status: 'Planned', owner: COLLEAGUE, rep: COLLEAGUE } as const;
    expect(noticesOf(aDetail(planned), false)).toEqual(['Cleo Kant has both, Rolf Berg planned']);
    expect(noticesOf(aDetail({ ...planned, stampedRep: COLLEAGUE }), false)).toEqual([]);
  });

  it('say why a call was cancelled where the manager now owns the deal, and nothing otherwise', () => {
    expect(noticesOf(aDetail({ status: 'Cancelled', owner: MANAGER }), false)).toEqual(['Mona Lehr owns the deal now']);
    expect(noticesOf(aDetail({ status: 'Cancelled' }), false)).toEqual([]);
  });

  it('name the permission set to a manager who may not debrief', () => {
    const may = { debrief: false, coach: false, addFollowUp: true, handBack: true };
    expect(noticesOf(aDetail({ may }), false)).toEqual(['c.JointCall_Debrief_No_Permission']);
    expect(noticesOf(aDetail({ may, role: 'other' }), false)).toEqual([]);
  });

  it('show the way to a correction of a closed call, and its holder how', () => {
    expect(noticesOf(aDetail({ status: 'Debriefed' }), false)).toEqual(['c.JointCall_Locked']);
    expect(noticesOf(aDetail({ status: 'Debriefed', role: 'other' }), true)).toEqual(['c.JointCall_Locked_Correct']);
  });

  it('are none where there is nothing to say', () => {
    expect(noticesOf(aDetail(), false)).toEqual([]);
    expect(noticesOf(aDetail({ status: 'Somewhere' }), false)).toEqual([]);
  });
});
