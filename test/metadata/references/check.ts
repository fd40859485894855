import type { Finding } from '../../local-org/metadata/check/context.ts';
import type { Component, Schema } from '../../local-org/schema/model.ts';

export function referenceFindings(_component: Component, _schema: Schema): Finding[] {
  return [];
}
