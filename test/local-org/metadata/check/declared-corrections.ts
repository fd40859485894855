interface Correction {
  type: string;
  /** The type whose elements it has. */
  base?: string;
  elements?: Record<string, string>;
  why: string;
}

/** Where `@salesforce/types` 1.7.1 is known to say something else, or less, than the Metadata API does. */
export const CORRECTIONS: readonly Correction[] = [
  { type: 'ReportFolder', base: 'Folder', why: 'what extends a type and adds nothing is a mere string in the package' },
  { type: 'DashboardFolder', base: 'Folder', why: 'as ReportFolder' },
  {
    type: 'CustomField',
    elements: {
      length: 'int',
      precision: 'int',
      relationshipOrder: 'int',
      scale: 'int',
      startingNumber: 'int',
      visibleLines: 'int',
    },
    // https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm
    why: 'the package has one kind of number; the guide says that these are whole',
  },
  {
    type: 'DataspaceScopeAccess',
    elements: { customizeFTestDataspaceScopedDefinition: 'boolean', viewFTestDataspaceScopedDefinition: 'boolean' },
    why: "required in this version alone, and of Salesforce's own tests: the package leaves them out again in 1.7.3",
  },
  {
    type: 'PlatformCachePartitionType',
    elements: { allocatedPartnerCapacity: 'number' },
    // https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_platformcachepartition.htm
    why: 'the guide does not have it among those that must be there',
  },
  {
    type: 'HistoryRetentionPolicy',
    elements: { gracePeriodDays: 'number' },
    why: 'required in this version, left out in 1.7.3',
  },
];
