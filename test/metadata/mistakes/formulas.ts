import type { Mistake } from './model.ts';

const RULE = 'objects/Account/validationRules/Farm_Needs_An_Address.validationRule-meta.xml';

/** In formulas, wherever they stand. */
export const IN_FORMULAS: readonly Mistake[] = [
  {
    what: 'a rule that asks for a field that is not there',
    project: 'harvest',
    file: RULE,
    change: ['ISBLANK(BillingCity)', 'ISBLANK(BillingTown)'],
    rule: 'formula/compile',
    at: '  OR(ISBLANK(',
    message: /Field BillingTown does not exist/,
  },
  {
    what: 'a function that there is not',
    project: 'harvest',
    file: RULE,
    change: ['MONTH(TODAY())', 'MONTHS(TODAY())'],
    rule: 'formula/compile',
    at: '  CASE(',
    message: /MONTHS/,
  },
  {
    what: 'a picklist compared as a text',
    project: 'harvest',
    file: RULE,
    change: ['ISPICKVAL(Farm_Type__c, &quot;Wheat&quot;)', 'Farm_Type__c = &quot;Wheat&quot;'],
    rule: 'formula/compile',
    at: '  Farm_Type__c =',
    message: /picklist/i,
  },
  {
    what: 'a permission in a formula that is not there',
    project: 'harvest',
    file: RULE,
    change: ['$Permission.Skip_Harvest_Rules', '$Permission.Skip_Rules'],
    rule: 'formula/compile',
    at: '  NOT($Permission',
    message: /\$Permission\.Skip_Rules does not exist/,
  },
  {
    what: 'a formula field of another type than its formula',
    project: 'harvest',
    file: 'objects/Opportunity/fields/Margin__c.field-meta.xml',
    change: ['<formula>IF(', '<formula>TEXT(1) &amp; IF('],
    rule: 'formula/compile',
    at: '<formula>',
    message: /./,
  },
  {
    what: 'a default that is no formula',
    project: 'harvest',
    file: 'objects/Plot__c/fields/Sown_On__c.field-meta.xml',
    change: ['TODAY() + 1', 'TODAY( + 1'],
    rule: 'formula/compile',
    at: '<defaultValue>',
    message: /Syntax error/i,
  },
  {
    what: 'a formula field that asks what changed',
    project: 'harvest',
    file: 'objects/Opportunity/fields/Margin__c.field-meta.xml',
    change: ['NOT(ISBLANK(Amount))', 'ISCHANGED(Amount)'],
    rule: 'formula/compile',
    at: '<formula>',
    message: /ISCHANGED may not be used in this type of formula/,
  },
];
