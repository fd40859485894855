import Toast from 'lightning/toast';
import ToastContainer from 'lightning/toastContainer';
import { ShowToastEventName, type ToastConfig } from 'lightning/platformShowToastEvent';

const KEPT = 'toasts';

/** Shows the toasts that components ask for, and those of the page before where it was left while they were fresh. */
export function listenForToasts(): void {
  ToastContainer.instance().toastPosition = 'top-center';
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]') as ToastConfig[];
  sessionStorage.removeItem(KEPT);
  for (const toast of kept) show(toast);
  document.addEventListener(ShowToastEventName, (event) => {
    const toast = (event as CustomEvent<ToastConfig>).detail;
    show(toast);
    keepForNextPage(toast);
  });
}

/** A page here is a document: what a component says just before it navigates would be lost with it. */
function keepForNextPage(toast: ToastConfig): void {
  const keep = (): void => sessionStorage.setItem(KEPT, JSON.stringify([toast]));
  addEventListener('pagehide', keep, { once: true });
  setTimeout(() => removeEventListener('pagehide', keep), 1500);
}

function show({ title, message, messageData, variant = 'info', mode = 'dismissible' }: ToastConfig): void {
  const links = messageData ?? [];
  const text = (message ?? '').replace(/\{(\d+)\}/g, (_, index: string) => {
    const part = links[Number(index)];
    return typeof part === 'object' ? part.label : (part ?? '');
  });
  // A toast of these components shows its message only where it has a label.
  void Toast.show({ label: title, message: text, variant, mode: mode === 'dismissable' ? 'dismissible' : mode }, null);
}
