/** Injects the Inbox. */
export const INBOX = Symbol('INBOX');

/** Injects the Channels a message may go over. */
export const CHANNELS = Symbol('CHANNELS');

/** Injects the MessageFacts. */
export const MESSAGE_FACTS = Symbol('MESSAGE_FACTS');

/** Injects the KnownKinds. */
export const KNOWN_KINDS = Symbol('KNOWN_KINDS');

/** Injects the Correspondence. */
export const CORRESPONDENCE = Symbol('CORRESPONDENCE');

/** Injects the SharedAnswers. */
export const SHARED_ANSWERS = Symbol('SHARED_ANSWERS');
