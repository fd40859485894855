import type { Mistake } from './model.ts';

/** In flows. */
export const IN_FLOWS: readonly Mistake[] = [
  {
    what: 'a flow that starts for an object that is not there',
    project: 'library',
    file: 'flows/Loan_Due_Date.flow-meta.xml',
    change: ['<object>Loan__c</object>', '<object>Loans__c</object>'],
    rule: 'deploy/flow',
    message: /object that doesn't exist: Loans__c/,
  },
  {
    what: 'a flow that calls one that is not there',
    project: 'harvest',
    file: 'flows/Plan_Delivery.flow-meta.xml',
    change: ['<flowName>Tell_Everybody<', '<flowName>Tell_Nobody<'],
    rule: 'reference/flow',
    at: '<flowName>',
    message: /no flow /,
  },
  {
    what: 'a connector to an element that is not there',
    project: 'harvest',
    file: 'flows/Plan_Delivery.flow-meta.xml',
    change: ['<targetReference>Sorry<', '<targetReference>Sory<'],
    rule: 'reference/flow-element',
    at: '<targetReference>Sory',
    message: /has no element named/,
  },
  {
    what: 'a value from a variable that is not there',
    project: 'harvest',
    file: 'flows/Plan_Delivery.flow-meta.xml',
    change: ['<elementReference>recordId<', '<elementReference>recordID_2<'],
    rule: 'reference/flow-resource',
    at: '<elementReference>recordID_2',
    message: /has no resource named/,
  },
  {
    what: 'a flow that sets a field that is not there',
    project: 'harvest',
    file: 'flows/Plan_Delivery.flow-meta.xml',
    change: ['<field>Tons__c<', '<field>Tonnes__c<'],
    rule: 'reference/field',
    at: '<field>Tonnes__c',
    message: /There is no field/,
  },
  {
    what: 'a flow that writes what the system fills',
    project: 'harvest',
    file: 'flows/Plot_After_Save.flow-meta.xml',
    change: ['<field>AnnualRevenue<', '<field>LastModifiedDate<'],
    rule: 'deploy/flow',
    at: '<field>LastModifiedDate',
    message: /Account\.LastModifiedDate is filled by the system and cannot be written/,
  },
];
