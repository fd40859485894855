import type { Mistake } from './model.ts';

const WORKFLOW = 'workflows/Case.workflow-meta.xml';

/** In workflow, assignment, queues, callouts, translations and triggers. */
export const IN_AUTOMATION: readonly Mistake[] = [
  {
    what: 'a rule with an alert that is not there',
    project: 'harvest',
    file: WORKFLOW,
    change: ['<name>Tell_The_Customer</name>', '<name>Tell_Customer</name>'],
    rule: 'reference/workflow-alert',
    at: '<name>Tell_Customer',
    message: /workflow alert Case\.Tell_Customer/,
  },
  {
    what: 'an alert of a template that is not there',
    project: 'harvest',
    file: WORKFLOW,
    change: ['<template>unfiled$public/Ready<', '<template>unfiled$public/Readys<'],
    rule: 'reference/email-template',
    at: '<template>',
    message: /email template unfiled\$public\/Readys/,
  },
  {
    what: 'an update of a field that is not there',
    project: 'harvest',
    file: WORKFLOW,
    change: ['<field>Priority</field>', '<field>Weight__c</field>'],
    rule: 'reference/field',
    at: '<field>Weight__c',
    message: /Case\.Weight__c/,
  },
  {
    what: 'an assignment to a queue that is not there',
    project: 'harvest',
    file: 'assignmentRules/Case.assignmentRules-meta.xml',
    change: ['<assignedTo>Open_Complaints<', '<assignedTo>Open_Complaint<'],
    rule: 'reference/queue',
    at: '<assignedTo>',
    message: /queue Open_Complaint /,
  },
  {
    what: 'a queue for an object that is not there',
    project: 'harvest',
    file: 'queues/Open_Complaints.queue-meta.xml',
    change: ['<sobjectType>Case<', '<sobjectType>Caze<'],
    rule: 'reference/object',
    at: '<sobjectType>',
    message: /no object Caze .*Did you mean Case\?/,
  },
  {
    what: 'a named credential without its external one',
    project: 'harvest',
    file: 'namedCredentials/Weather.namedCredential-meta.xml',
    change: ['<externalCredential>Weather<', '<externalCredential>Whether<'],
    rule: 'reference/external-credential',
    at: '<externalCredential>',
    message: /external credential Whether/,
  },
  {
    what: 'a translation of a label that is not there',
    project: 'harvest',
    file: 'translations/de.translation-meta.xml',
    change: ['<name>Plot_Tile_Title<', '<name>Plot_Tiles_Title<'],
    rule: 'reference/custom-label',
    at: '<name>Plot_Tiles_Title',
    message: /label Plot_Tiles_Title/,
  },
  {
    what: 'a trigger on an object that is not there',
    project: 'harvest',
    file: 'triggers/PlotTrigger.trigger',
    change: ['on Plot__c(', 'on Plott__c('],
    rule: 'reference/object',
    at: 'trigger PlotTrigger',
    message: /no object Plott__c/,
  },
];
