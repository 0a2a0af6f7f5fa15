import type { Source } from '../source.ts';
import { bookings } from './bookings.ts';
import { monitoring } from './monitoring.ts';
import { orders } from './orders.ts';

/** The sources that come with Watchfloor, by the name a configuration gives. */
export const presets: Readonly<Record<'orders' | 'monitoring' | 'bookings', Source>> = {
	orders,
	monitoring,
	bookings,
};
