/** What each event is about. */
import type { ShopEvent, Topic } from './events.ts';

const TOPIC_OF: Readonly<Record<ShopEvent['type'], Topic | null>> = {
	'order.created': 'orders',
	'order.status.changed': 'orders',
	'payment.processed': 'payments',
	'stock.changed': 'stock',
	'system.alerted': 'system',
	'visitor.came': 'people',
	'visitor.left': 'people',
	'activity.recorded': 'activity',
	'notification.received': 'notifications',
	'cart.changed': 'carts',
	'trade.matched': 'trades',
	'refresh.asked': null,
};

/** The topic of an event; null for one that only asks to look again. */
export function topicOf(type: ShopEvent['type']): Topic | null {
	return TOPIC_OF[type];
}
