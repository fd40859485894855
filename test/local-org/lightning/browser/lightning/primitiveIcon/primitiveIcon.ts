import { LightningElement, api } from 'lwc';

const SIZES = new Set(['xx-small', 'x-small', 'small', 'medium', 'large']);
const TEXT_CLASS: Record<string, string> = {
  '': 'slds-icon-text-default',
  error: 'slds-icon-text-error',
  warning: 'slds-icon-text-warning',
  success: 'slds-icon-text-success',
};

/**
 * The drawing inside every icon, taken from the design system's sprites.
 * It stands in for the base components' own, which carries each of its 3,000 icons as a compiled template.
 */
export default class PrimitiveIcon extends LightningElement {
  static validationOptOut = ['class'];

  @api iconName = '';
  @api src = '';
  @api svgClass = '';
  @api size = 'medium';
  @api variant = '';

  get name(): string {
    return this.iconName?.split(':')[1] ?? '';
  }

  get href(): string {
    if (this.src) return /^\s*javascript:/i.test(this.src) ? '' : this.src;
    const [sprite, symbol] = this.iconName?.split(':') ?? [];
    return sprite && symbol ? `/assets/icons/${sprite}-sprite/svg/symbols.svg#${symbol}` : '';
  }

  get computedClass(): string {
    const variant = this.variant ?? '';
    const size = SIZES.has(this.size) ? this.size : 'medium';
    return [
      this.svgClass,
      variant === 'bare' ? '' : 'slds-icon',
      this.src && variant === '' ? '' : (TEXT_CLASS[variant] ?? ''),
      size === 'medium' ? '' : `slds-icon_${size}`,
    ]
      .filter(Boolean)
      .join(' ');
  }
}
