import { LightningElement, api } from 'lwc';
import { request } from 'shell/rest';
import { condition, whereOf, type PickerFilter, type Where } from './filter';

/**
 * `lightning-record-picker` on GraphQL and the base components' grouped combobox.
 * https://developer.salesforce.com/docs/component-library/bundle/lightning-record-picker
 *
 * Approximated: recently viewed records are not known, so an empty search offers the first records by name; there is no
 * "advanced search".
 */

interface FieldInfo {
  primaryField?: string;
  additionalFields?: string[];
}

interface MatchingInfo {
  primaryField?: { fieldPath: string; mode?: 'contains' | 'startsWith' };
  additionalFields?: { fieldPath: string }[];
}

interface Option {
  type: 'option-card';
  text: string;
  subText: string;
  value: string;
  iconName: string;
  iconSize: 'small';
  iconAlternativeText: string;
}

interface Node {
  Id: string;
  [field: string]: unknown;
}

const MATCHES = 25;
const PAUSE = 200;

export default class RecordPicker extends LightningElement {
  @api label = '';
  @api placeholder = '';
  @api required = false;
  @api disabled = false;
  @api variant = 'standard';
  @api fieldLevelHelp = '';
  @api messageWhenBadInput = 'Select an option from the picklist or remove the search term.';
  @api displayInfo: FieldInfo | undefined;
  @api matchingInfo: MatchingInfo | undefined;
  @api filter: PickerFilter | undefined;

  term = '';
  items: Option[] = [];
  busy = false;
  pill: { label: string; iconName: string; iconSize: string; iconAlternativeText: string } | null = null;

  private object = '';
  private chosen: string | undefined;
  private nameField: Promise<string> | undefined;
  private objectLabel = '';
  private turn = 0;
  private timer = 0;
  private customMessage = '';

  @api
  get objectApiName(): string {
    return this.object;
  }
  set objectApiName(name: string | { objectApiName: string }) {
    const object = typeof name === 'object' ? name.objectApiName : name;
    if (object === this.object) return;
    this.object = object;
    this.nameField = undefined;
    if (this.chosen) void this.showChosen();
  }

  @api
  get value(): string | undefined {
    return this.chosen;
  }
  set value(id: string | undefined) {
    if (id === this.chosen) return;
    this.chosen = id || undefined;
    this.term = '';
    if (this.chosen) void this.showChosen();
    else this.pill = null;
  }

  get shownPlaceholder(): string {
    return this.placeholder || `Search ${this.objectLabel || 'records'}…`;
  }

  connectedCallback(): void {
    if (this.object) void this.name().catch((error: unknown) => this.fail(error));
  }

  @api clearSelection(): void {
    this.value = undefined;
  }

  @api focus(): void {
    this.combobox?.focus();
  }

  @api blur(): void {
    this.combobox?.blur();
  }

  @api get validity(): { valid: boolean; badInput: boolean; valueMissing: boolean; customError: boolean } {
    const badInput = this.term !== '' && !this.chosen;
    const valueMissing = this.required && !this.chosen && !badInput;
    const customError = this.customMessage !== '';
    return { valid: !badInput && !valueMissing && !customError, badInput, valueMissing, customError };
  }

  @api checkValidity(): boolean {
    return this.validity.valid;
  }

  @api setCustomValidity(message: string): void {
    this.customMessage = message;
  }

  @api reportValidity(): boolean {
    const { valid, badInput } = this.validity;
    this.combobox?.setCustomValidity(badInput ? this.messageWhenBadInput : this.customMessage);
    this.combobox?.reportValidity();
    return valid;
  }

  handleFocus(): void {
    if (!this.chosen && this.items.length === 0) void this.search();
  }

  handleText(event: CustomEvent<{ text: string }>): void {
    this.term = event.detail.text;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.search(), PAUSE);
  }

  handleSelect(event: CustomEvent<{ value: string }>): void {
    this.choose(event.detail.value);
  }

  handleRemove(): void {
    this.choose(undefined);
  }

  private choose(id: string | undefined): void {
    const option = this.items.find(({ value }) => value === id);
    this.chosen = id;
    this.term = '';
    this.items = [];
    this.pill = option ? pillOf(option.text, this.object) : null;
    this.combobox?.setCustomValidity('');
    this.dispatchEvent(new CustomEvent('change', { detail: { recordId: id ?? null }, bubbles: true, composed: true }));
  }

  private get combobox(): {
    focus(): void;
    blur(): void;
    setCustomValidity(message: string): void;
    reportValidity(): boolean;
  } | null {
    return this.template?.querySelector('lightning-grouped-combobox') as never;
  }

  private name(): Promise<string> {
    this.nameField ??= request('GET', `/ui-api/object-info/${this.object}`).then((answer) => {
      const info = answer as { labelPlural: string; nameFields: string[] };
      this.objectLabel = info.labelPlural;
      return info.nameFields[0] ?? 'Id';
    });
    return this.nameField;
  }

  private async search(): Promise<void> {
    if (!this.object) return;
    const turn = ++this.turn;
    this.busy = true;
    try {
      const found = await this.find(await this.searchFilter());
      if (turn === this.turn) this.items = found;
    } catch (error) {
      this.fail(error);
    } finally {
      if (turn === this.turn) this.busy = false;
    }
  }

  private async searchFilter(): Promise<Where> {
    const filters = this.filter ? [whereOf(this.filter)] : [];
    const term = this.term.trim().replace(/[\\%_]/g, (character) => `\\${character}`);
    if (term !== '') {
      const primary = this.matchingInfo?.primaryField ?? { fieldPath: await this.name() };
      const starts = primary.mode === 'startsWith';
      const others = (this.matchingInfo?.additionalFields ?? []).map(({ fieldPath }) =>
        condition(fieldPath, 'like', `%${term}%`),
      );
      filters.push({ or: [condition(primary.fieldPath, 'like', starts ? `${term}%` : `%${term}%`), ...others] });
    }
    return { and: filters };
  }

  private async showChosen(): Promise<void> {
    const id = this.chosen;
    try {
      const [option] = await this.find({ Id: { eq: id } });
      if (this.chosen === id) this.pill = pillOf(option?.text ?? id ?? '', this.object);
    } catch (error) {
      this.fail(error);
    }
  }

  private async find(where: Where): Promise<Option[]> {
    const main = this.displayInfo?.primaryField ?? (await this.name());
    const more = this.displayInfo?.additionalFields ?? [];
    const sort = await this.name();
    const selection = [...new Set([main, ...more])].map(selectionOf).join(' ');
    const query = `query pick($where: ${this.object}_Filter) { uiapi { query { ${this.object}(where: $where, first: ${MATCHES}, orderBy: { ${sort}: { order: ASC } }) { edges { node { Id ${selection} } } } } } }`;
    const answer = (await request('POST', '/graphql', { query, variables: { where } })) as {
      data?: { uiapi?: { query: Record<string, { edges: { node: Node }[] }> } };
      errors?: { message: string }[];
    };
    if (answer.errors?.length) throw new Error(answer.errors.map(({ message }) => message).join(' '));
    return (answer.data?.uiapi?.query[this.object]?.edges ?? []).map(({ node }) => ({
      type: 'option-card',
      text: textAt(node, main),
      subText: more
        .map((path) => textAt(node, path))
        .filter(Boolean)
        .join(' • '),
      value: node.Id,
      iconName: iconOf(this.object),
      iconSize: 'small',
      iconAlternativeText: this.objectLabel,
    }));
  }

  private fail(error: unknown): void {
    this.busy = false;
    this.dispatchEvent(new CustomEvent('error', { detail: { error } }));
  }
}

function iconOf(object: string): string {
  const standard: Record<string, string> = {
    Account: 'account',
    Contact: 'contact',
    Opportunity: 'opportunity',
    User: 'user',
  };
  return `standard:${standard[object] ?? 'record'}`;
}

function pillOf(
  label: string,
  object: string,
): { label: string; iconName: string; iconSize: string; iconAlternativeText: string } {
  return { label, iconName: iconOf(object), iconSize: 'small', iconAlternativeText: object };
}

/** `Account.Name` → `Account { Name { value displayValue } }`. */
function selectionOf(path: string): string {
  if (!/^[A-Za-z]\w*(\.[A-Za-z]\w*)*$/.test(path)) throw new Error(`${path} is not a field`);
  const steps = path.split('.');
  return `${steps.join(' { ')} { value displayValue }${' }'.repeat(steps.length - 1)}`;
}

function textAt(node: Node, path: string): string {
  const field = path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name], node) as
    { value: unknown; displayValue: string | null } | null | undefined;
  return String(field?.displayValue ?? field?.value ?? '');
}
