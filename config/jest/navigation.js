/** `lightning/navigation`, whose stub keeps from a test where it was told to go. */
import { createTestWireAdapter } from '@salesforce/wire-service-jest-util';

export const CurrentPageReference = createTestWireAdapter(jest.fn());

/** Called with the page reference, and with whether it replaces the page. */
export const navigated = jest.fn();

const Navigate = Symbol('Navigate');
export const NavigationMixin = (Base) =>
  class extends Base {
    [Navigate](reference, replace) {
      navigated(reference, replace);
    }
  };
NavigationMixin.Navigate = Navigate;
