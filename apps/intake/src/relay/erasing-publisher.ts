import type { CommitPublisher } from '@redress/messaging';
import type { PersonVault } from '../commands/person-vault';

const isErasure = ({ type }: { readonly type: string }): boolean => type === 'PersonErased';

/**
 * Destroys a person's key before it is told that the person is erased: a process that ended between the event and the
 * key leaves nothing undone. Destroying twice changes nothing.
 */
export const erasingPublisher = (publisher: CommitPublisher, vault: Pick<PersonVault, 'erase'>): CommitPublisher => ({
  publish: async (commits) => {
    for (const { envelope, events } of commits) if (events.some(isErasure)) await vault.erase(envelope.subject);
    await publisher.publish(commits);
  },
  stop: () => publisher.stop(),
});
