import type { EventBase, ShopEvent } from '../events.ts';

/** What a payload tells, without what its frame gives it. */
export interface Body<Event extends ShopEvent> {
	/** What it is about: part of what makes two payloads the same event. Empty where it is about nothing in particular. */
	readonly entity: string;
	/** Whether the entity's id is the event's own: a trade happens once, an order changes often. */
	readonly isEvent: boolean;
	readonly told: Event extends unknown ? Omit<Event, keyof EventBase> : never;
}
