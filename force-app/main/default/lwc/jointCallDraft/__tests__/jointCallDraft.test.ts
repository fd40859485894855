import { dropDraft, isDuplicate, isOffline, keepDraft, openDraft } from 'c/jointCallDraft';

const place = { userId: '005000000000001AAA', recordId: '006000000000001AAA', form: 'log' };
const DAY = 24 * 60 * 60 * 1000;

beforeEach(() => localStorage.clear());
afterEach(() => jest.restoreAllMocks());

describe('a draft', () => {
  it('comes back with its key, so that saving it again saves the same record', () => {
    const { key, entry } = openDraft(place);
    expect(entry).toBeUndefined();
    expect(keepDraft(place, key, { focus: 'Ask' })).toBe(true);
    expect(openDraft(place)).toEqual({ key, entry: { focus: 'Ask' } });
  });

  it('has a new key each time there is none', () => {
    expect(openDraft(place).key).not.toBe(openDraft(place).key);
  });

  it('is one user’s, of one record and one form', () => {
    keepDraft(place, 'k', 1);
    for (const other of [{ userId: '005000000000009AAA' }, { recordId: '006000000000009AAA' }, { form: 'plan' }]) {
      expect(openDraft({ ...place, ...other }).entry).toBeUndefined();
    }
  });

  it('is gone once dropped', () => {
    keepDraft(place, 'k', 1);
    dropDraft(place);
    expect(openDraft(place).entry).toBeUndefined();
  });

  it('dies after a fortnight, whatever form is opened', () => {
    keepDraft(place, 'k', 1, 0);
    expect(openDraft(place, 14 * DAY).entry).toBe(1);
    openDraft({ ...place, form: 'plan' }, 14 * DAY + 1);
    expect(localStorage.length).toBe(0);
  });

  it('leaves alone what others keep on this device', () => {
    localStorage.setItem('theirs', 'x');
    openDraft(place, 100 * DAY);
    expect(localStorage.getItem('theirs')).toBe('x');
  });

  it('that cannot be read is none', () => {
    localStorage.setItem('jointCall.draft.005000000000001AAA.006000000000001AAA.log', '{"key":1');
    expect(openDraft(place).entry).toBeUndefined();
  });

  it('is not kept where storage is full or forbidden, and nothing else fails', () => {
    for (const method of ['setItem', 'getItem', 'removeItem'] as const) {
      jest.spyOn(Storage.prototype, method).mockImplementation(() => {
        throw new DOMException('no', 'QuotaExceededError');
      });
    }
    expect(keepDraft(place, 'k', 1)).toBe(false);
    expect(openDraft(place).entry).toBeUndefined();
    expect(() => dropDraft(place)).not.toThrow();
  });
});

describe('a failed save', () => {
  const refused = (errorCode: string) => ({
    status: 400,
    body: { output: { errors: [{ errorCode }], fieldErrors: {} } },
  });

  it('was saved before where its key is there already', () => {
    expect(isDuplicate(refused('DUPLICATE_VALUE'))).toBe(true);
    const onField = { body: { output: { errors: [], fieldErrors: { Key__c: [{ errorCode: 'DUPLICATE_VALUE' }] } } } };
    expect(isDuplicate(onField)).toBe(true);
    expect(isDuplicate({ body: [{ errorCode: 'DUPLICATE_VALUE' }] })).toBe(true);
    expect(isDuplicate(refused('FIELD_CUSTOM_VALIDATION_EXCEPTION'))).toBe(false);
    expect(isDuplicate(new TypeError('Failed to fetch'))).toBe(false);
    expect(isDuplicate(undefined)).toBe(false);
  });

  it('did not reach the org where there is no connection or no answer', () => {
    expect(isOffline(new TypeError('Failed to fetch'))).toBe(true);
    expect(isOffline({ status: 0, body: { message: 'Failed to fetch' } })).toBe(true);
    expect(isOffline({ status: 500, body: undefined })).toBe(false);
    expect(isOffline(refused('FIELD_CUSTOM_VALIDATION_EXCEPTION'))).toBe(false);
    jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    expect(isOffline(refused('FIELD_CUSTOM_VALIDATION_EXCEPTION'))).toBe(true);
  });
});
