import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import { saveCall } from 'c/jointCallSave';

const create = createRecord as unknown as jest.Mock;
const update = updateRecord as unknown as jest.Mock;
const FIELDS = { Call_Date__c: '2026-11-24' };

beforeEach(() => {
  create.mockReset().mockResolvedValue({ id: 'a00000000000001AAA' });
  update.mockReset().mockResolvedValue({ id: 'a00000000000001AAA' });
});

describe('saveCall', () => {
  it('creates a new call under the draft’s key', async () => {
    expect(await saveCall(undefined, 'key', FIELDS, 'no')).toEqual({ kind: 'saved', id: 'a00000000000001AAA' });
    expect(create).toHaveBeenCalledWith({ apiName: 'Joint_Call__c', fields: { ...FIELDS, External_Id__c: 'key' } });
  });

  it('updates one that is there', async () => {
    expect(await saveCall('a00000000000001AAA', 'key', FIELDS, 'no')).toMatchObject({ kind: 'saved' });
    expect(update).toHaveBeenCalledWith({ fields: { Id: 'a00000000000001AAA', ...FIELDS } });
  });

  it.each([
    ['offline', new TypeError('Failed to fetch'), { kind: 'offline' }],
    ['a rule', { status: 400, body: { message: 'No, Rolf’s' } }, { kind: 'refused', messages: ['No, Rolf’s'] }],
    ['a key that is there', { status: 400, body: { errorCode: 'DUPLICATE_VALUE' } }, { kind: 'savedBefore' }],
  ])('tells %s', async (_what, error, outcome) => {
    create.mockRejectedValue(error);
    expect(await saveCall(undefined, 'key', FIELDS, 'no')).toEqual(outcome);
  });

  it('takes a duplicate for a refusal where the call is there already', async () => {
    update.mockRejectedValue({ status: 400, body: { errorCode: 'DUPLICATE_VALUE', message: 'duplicate' } });
    expect(await saveCall('a00000000000001AAA', 'key', FIELDS, 'no')).toEqual({
      kind: 'refused',
      messages: ['duplicate'],
    });
  });
});
