import { createElement, type LightningElement } from 'lwc';
import { refreshView } from 'lightning/refresh';
import ListPage from 'shell/listPage';
import NewPage from 'shell/newPage';
import RecordPage from 'shell/recordPage';
import { registerComponents } from 'shell/registry';
import { page } from 'shell/session';
import TabPage from 'shell/tabPage';
import { listenForToasts } from 'shell/toasts';

/** Starts a page: loads the deployed components, then draws the page that the server described. */

const PAGES: Record<string, typeof LightningElement> = {
  record: RecordPage,
  list: ListPage,
  new: NewPage,
  tab: TabPage,
};

async function start(view: HTMLElement): Promise<void> {
  const { components } = await import('app/components');
  registerComponents(components);
  const is = PAGES[page.kind];
  if (!is) throw new Error(`There is no page of kind ${page.kind}`);
  const element = createElement(`shell-${page.kind}-page`, { is });
  Object.assign(element, { page });
  view.replaceChildren(element);
  view.removeAttribute('aria-busy');
}

const view = document.getElementById('view');
if (view) {
  listenForToasts();
  document.addEventListener('lightning__refresh', () => void refreshView());
  start(view).catch((error: unknown) => {
    const message = document.createElement('p');
    message.className = 'slds-p-around_large';
    message.setAttribute('role', 'alert');
    message.textContent = `This page could not be drawn: ${error instanceof Error ? error.message : String(error)}`;
    view.replaceChildren(message);
    view.removeAttribute('aria-busy');
    throw error;
  });
}
