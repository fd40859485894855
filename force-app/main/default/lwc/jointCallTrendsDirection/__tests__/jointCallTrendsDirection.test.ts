import { rateOf } from 'c/jointCallFigures';
import { direction } from 'c/jointCallTrendsDirection';

jest.mock('@salesforce/label/c.JointCall_Trends_Up', () => ({ default: 'up from {0} in {1}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Trends_Down', () => ({ default: 'down from {0} in {1}' }), { virtual: true });
jest.mock('@salesforce/label/c.JointCall_Trends_No_Clear_Change', () => ({ default: 'about {0} in {1}' }), {
  virtual: true,
});
jest.mock('@salesforce/label/c.JointCall_Trends_Direction_Few', () => ({ default: 'few in {0}' }), { virtual: true });

const rate = (count: number, of: number) => rateOf(count, of, 5);

describe('which way a rate went', () => {
  it('is up or down where it is more than chance', () => {
    expect(direction(rate(40, 50), rate(10, 50), 12)).toEqual({ text: 'up from 20% in 12', icon: 'utility:arrowup' });
    expect(direction(rate(10, 50), rate(40, 50), 12)).toEqual({
      text: 'down from 80% in 12',
      icon: 'utility:arrowdown',
    });
  });

  it('is no clear change where it may be chance', () => {
    expect(direction(rate(11, 50), rate(10, 50), 6)).toEqual({ text: 'about 20% in 6', icon: 'utility:forward' });
  });

  it('says nothing where too little was counted', () => {
    expect(direction(rate(11, 50), rate(1, 2), 6)).toEqual({ text: 'few in 6' });
    expect(direction(rate(1, 2), rate(11, 50), 6)).toBeUndefined();
  });
});
