import type { XmlElement } from '../../schema/model.ts';
import type { Node } from '../model.ts';
import type { Resources } from '../resources.ts';

/** What an element is compiled with. */
export interface ElementScope {
  resources: Resources;
  /** The flow's trigger: a before-save flow may do less. */
  trigger: 'beforeSave' | 'afterSave' | 'beforeDelete';
  /** As problems name it: `Get_Loan (Get Records)`. */
  title: string;
  /** The node being compiled. */
  node: Node;
  /** The element that a connector leads to; undefined where it leads nowhere. */
  next(connector: string): Node | undefined;
  nextOf(xml: XmlElement, connector: string): Node | undefined;
}

export type Compile = (xml: XmlElement, scope: ElementScope) => Pick<Node, 'run' | 'bulk'>;
