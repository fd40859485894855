import { Messages } from '@salesforce/core/messages';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);

/** The texts of `messages/<bundle>.md`. */
export function messagesOf(
  bundle: 'jointcall.deploy' | 'jointcall.seed' | 'jointcall.trends' | 'org',
): Messages<string> {
  return Messages.loadMessages('plugin-jointcall', bundle);
}
