/** What the server wrote into this page about the viewer and the page; see `shell/page.ts` on the server's side. */
export interface ViewerSession {
  userId: string;
  userName: string;
  isGuest: boolean;
  /** Language and locale as BCP 47 has them: `de`, `en-US`. */
  language: string;
  locale: string;
  timeZone: string;
  currency: string;
  customPermissions: string[];
  userPermissions: string[];
}

interface PageDocument {
  session: ViewerSession;
  page: Record<string, unknown> & { kind: string };
}

const written = document.getElementById('page')?.textContent;

export const { session, page } = JSON.parse(written ?? '{"session":{},"page":{"kind":"none"}}') as PageDocument;
