import type { Source } from '../source.ts';
import { bookings } from './bookings.ts';
import { carts } from './carts.ts';
import { monitoring } from './monitoring.ts';
import { orders } from './orders.ts';
import { trades } from './trades.ts';

/** The sources that come with Watchfloor, by the name a configuration gives. */
export const presets: Readonly<Record<'orders' | 'monitoring' | 'bookings' | 'carts' | 'trades', Source>> = {
	orders,
	monitoring,
	bookings,
	carts,
	trades,
};
