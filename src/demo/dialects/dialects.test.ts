import { describe, expect, test } from 'vitest';
import { DIALECTS } from '../facts.ts';
import { createRandom } from '../random.ts';
import { Shop } from '../shop.ts';
import { sayFact } from './dialects.ts';
import { phpJson } from './php-json.ts';
import type { Message } from './wire.ts';

const OPENED = new Date('2026-11-21T01:00:00Z');
const shop = new Shop(createRandom(11), OPENED, DIALECTS);
const messages: Message[] = Array.from({ length: 6_000 }, (_, index) =>
	sayFact(shop.happen(new Date(OPENED.getTime() + index * 1_400))),
).flat();

const PERSON = 'user{email,id,name}';
const NOTICE = 'notification{action_url,message,priority,title,type}';

/** The names of every field, in order, so that one too many is as wrong as one too few. */
function fieldsOf(value: unknown): string {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
	const names = Object.entries(value).map(([name, inner]) => name + fieldsOf(inner));
	return `{${names.sort().join(',')}}`;
}

const ORDER =
	'{changed_by,current_status,current_status_label,items_count,items_summary,order_id,order_number,previous_status,total,updated_at,user{email,id,name}}';
const FIELDS: Record<string, string[]> = {
	'order.new': [
		`{customer{email,id,name},${NOTICE},order{created_at,currency,id,item_count,order_number,status,total_amount},statistics{revenue_today,total_orders_today},timestamp}`,
	],
	'payment.success': [
		`{customer{email,id,name},is_successful,${NOTICE},order{id,order_number,status,total_amount},payment{amount,created_at,currency,id,payment_method,processed_at,status,transaction_id},statistics{failed_payments_today,revenue_today,successful_payments_today},timestamp}`,
	],
	'payment.failed': [
		`{customer{email,id,name},is_successful,${NOTICE},order{id,order_number,status,total_amount},payment{amount,created_at,currency,failure_reason,id,payment_method,processed_at,status,transaction_id},statistics{failed_payments_today,revenue_today,successful_payments_today},timestamp}`,
	],
	'stock.alert': [
		`{alert{color,icon,message,severity,title,type},inventory_stats{products_need_reorder,total_low_stock_products,total_out_of_stock_products},${NOTICE},product{category,currency,current_stock,id,name,price,sku,threshold},timestamp}`,
	],
	'system.alert': [
		'{alert{action_url,color,icon,message,severity,title,type},notification{message,priority,title,type},system_data{alert_id,component,disk_usage{free,total,used_percentage},memory_usage{current,current_bytes,peak,peak_bytes},server_time,status},timestamp}',
	],
	'user.online': [
		`{session{id,ip_address,is_authenticated,last_activity,location,page_url,session_id},timestamp,total_active_users,${PERSON}}`,
		'{session{id,ip_address,is_authenticated,last_activity,location,page_url,session_id},timestamp,total_active_users,user}',
	],
	'user.offline': [
		`{session_duration,session_duration_human,session_id,timestamp,total_active_users,${PERSON}}`,
		'{session_duration,session_duration_human,session_id,timestamp,total_active_users,user}',
	],
	'activity.new': [
		'{activity{action,color,created_at,created_at_human,description,formatted_time,icon,id,ip_address,metadata,priority,user,user_agent},message,timestamp}',
		'{activity{action,color,created_at,created_at_human,description,formatted_time,icon,id,ip_address,metadata,priority,user_agent,user{avatar,email,id,name}},message,timestamp}',
	],
	'new-notification': [
		'{color,created_at,formatted_time,icon,id,is_read,message,priority,title,type,user}',
		'{color,created_at,formatted_time,icon,id,is_read,message,priority,title,type,user{id,name}}',
	],
	'order.status.updated': [ORDER],
	'order.created': [
		ORDER,
		'{check_in,check_out,created_at,guest_name,id,status,timestamp,total_price,villa_id,villa_name}',
	],
	'order.status.changed': ['{guest_name,id,new_status,old_status,status_label,timestamp,villa_name}'],
	'cart.conditions.changed': [
		'{changes{condition_removed,new_subtotal,new_total,savings},message,timestamp}',
	],
	'order.matched': ['{amount,buy_order_id,buyer_id,price,sell_order_id,seller_id,symbol,trade_id}'],
};

describe('what the demo shop says', () => {
	test.each(Object.entries(FIELDS))('%s has exactly the fields of its original', (name, expected) => {
		const found = new Set(messages.filter((said) => said.name === name).map(({ data }) => fieldsOf(data)));
		expect([...found].sort()).toEqual([...expected].sort());
	});

	test('knows no other event', () => {
		expect(new Set(messages.map(({ name }) => name))).toEqual(new Set(Object.keys(FIELDS)));
	});

	test('sends each monitoring event to everybody’s channel and to one of its own, where it has one', () => {
		const channels = (wanted: string) => messages.find(({ name }) => name === wanted)?.channels;
		expect(channels('order.new')).toEqual(['private-admin-monitoring', 'private-admin-orders']);
		expect(channels('payment.failed')).toEqual(['private-admin-monitoring', 'private-admin-payments']);
		expect(channels('stock.alert')).toEqual(['private-admin-monitoring', 'private-admin-inventory']);
		expect(channels('system.alert')).toEqual(['private-admin-monitoring', 'private-admin-system']);
		expect(channels('user.offline')).toEqual(['private-admin-monitoring']);
		expect(channels('new-notification')).toEqual(['private-admin-notifications']);
	});

	test('keeps what its originals get wrong', () => {
		const text = (name: string) =>
			messages.filter((said) => said.name === name).map(({ data }) => JSON.stringify(data));
		expect(text('order.new').some((data) => data.includes('"total_amount":null'))).toBe(true);
		expect(text('order.new').every((data) => data.includes('"currency":"USD"'))).toBe(true);
		expect(text('payment.success').every((data) => data.includes('"successful_payments_today":0'))).toBe(
			true,
		);
		expect(text('stock.alert').some((data) => data.includes('"sku":null'))).toBe(true);
		expect(text('user.offline').some((data) => data.includes('"total_active_users":-1'))).toBe(true);
		expect(text('user.online').every((data) => /"session_id":"[A-Za-z0-9]{40}"/.test(data))).toBe(true);
		expect(text('new-notification').every((data) => data.includes('<svg'))).toBe(true);
	});

	test('tells of every alert that it is over, by the same id', () => {
		const alerts = messages.filter(({ name }) => name === 'system.alert');
		const byStatus = (status: string) =>
			alerts.flatMap(({ data }) => {
				const { alert_id: id, status: told } = data.system_data as Record<string, unknown>;
				return told === status ? [id] : [];
			});
		expect(byStatus('resolved').length).toBeGreaterThan(5);
		expect(byStatus('open')).toEqual(expect.arrayContaining(byStatus('resolved')));
	});

	test('fans a removed promotion out, one message for each customer', () => {
		const [fact] = Array.from({ length: 400 }, () => shop.happen(new Date('2026-11-22T09:00:00Z'))).filter(
			(happened) => happened.kind === 'promotion-removed' && happened.carts.length > 2,
		);
		if (fact?.kind !== 'promotion-removed') throw new Error('No promotion was removed');
		const said = sayFact(fact);
		expect(said).toHaveLength(fact.carts.length);
		expect(new Set(said.flatMap(({ channels }) => channels)).size).toBe(fact.carts.length);
	});
});

describe('JSON as PHP writes it', () => {
	test.each([
		[50000, '50000'],
		[0.1, '0.1'],
		[1e-8, '1.0e-8'],
		[0.0000091, '9.1e-6'],
		[0, '0'],
		['Tomás/x', '"Tom\\u00e1s\\/x"'],
		['1e-8', '"1e-8"'],
		[{ a: [1, null, true] }, '{"a":[1,null,true]}'],
	])('%o is %s', (value, text) => {
		expect(phpJson(value)).toBe(text);
	});

	test('means the same to whoever parses it', () => {
		for (const { data } of messages.slice(0, 500)) expect(JSON.parse(phpJson(data))).toEqual(data);
	});
});
