/** Injects the Inbox. */
export const INBOX = Symbol('INBOX');

/** Injects the Channels a message may go over, in the order they are tried for a person. */
export const CHANNELS = Symbol('CHANNELS');

/** Injects the MessageFacts. */
export const MESSAGE_FACTS = Symbol('MESSAGE_FACTS');

/** Injects the KnownChannels. */
export const KNOWN_CHANNELS = Symbol('KNOWN_CHANNELS');
