import assert from 'node:assert/strict';
import { it } from 'node:test';
import { orgLabel, refuseProduction } from './organization.ts';

it('never shows a token', () => {
  assert.equal(orgLabel('ada@acme.example', 'https://acme.my.salesforce.com'), 'ada@acme.example');
  assert.equal(
    orgLabel('00D000000000001!AQEAQ.token_x', 'https://acme.my.salesforce.com'),
    'https://acme.my.salesforce.com',
  );
});

it('lets generated data into a production org only by its exact name', () => {
  const production = { id: '00D', name: 'Acme', isProduction: true };
  for (const given of [undefined, '', 'acme', 'Acme ', 'yes']) {
    assert.throws(() => refuseProduction(production, given), { name: 'ProductionNotConfirmedError' });
  }
  refuseProduction(production, 'Acme');
  refuseProduction({ ...production, isProduction: false }, undefined);
});
