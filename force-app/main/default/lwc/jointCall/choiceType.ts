/**
 * How a radio group shows the holders of a duty: side by side as buttons, or below each other where the screen is too
 * narrow for three, which the base component would break in the middle of a word.
 */
export function choiceType(): 'button' | 'radio' {
  return typeof matchMedia === 'function' && matchMedia('(max-width: 22rem)').matches ? 'radio' : 'button';
}
