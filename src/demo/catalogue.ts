/** Whom and what the simulated shop knows. */
import type { DemoAlert, Person } from './facts.ts';

/** Customer 7 is also one of the demo users, so that she can look at what is hers. */
export const CITRA: Person = { id: 7, name: 'Citra Customer' };

/** Most carts and trades are theirs, so that a page watching them sees something. */
export const REGULARS = [
	CITRA,
	{ id: 12, name: 'Wei Jie Tan' },
	{ id: 18, name: 'Priya Ramasamy' },
	{ id: 23, name: 'Budi Santoso' },
	{ id: 31, name: 'Nurul Hidayah Osman' },
	{ id: 44, name: 'José Álvarez' },
] as const satisfies readonly Person[];

export const CUSTOMERS = [
	...REGULARS,
	{ id: 52, name: 'Emily Carter' },
	{ id: 57, name: 'Hafiz Rahman' },
	{ id: 63, name: 'Siti Aminah Zain' },
	{ id: 68, name: 'Marcus Oyelaran' },
	{ id: 71, name: 'Ketut Wirawan' },
	{ id: 86, name: 'Grace Lim' },
	{ id: 90, name: 'Tan Mei Ling' },
	{ id: 104, name: 'Chloé Martin' },
	{ id: 111, name: 'Arjun Menon' },
	{ id: 119, name: 'Lakshmi Nair' },
	{ id: 127, name: 'Putri Anggraini' },
	{ id: 133, name: 'Farah Diana Yusof' },
	{ id: 140, name: 'Nguyễn Thị Hoa' },
	{ id: 158, name: 'Daniel O’Connor' },
	{ id: 162, name: 'Somchai Wattana' },
	{ id: 175, name: 'Mohd Faizal Ibrahim' },
	{ id: 188, name: 'Ayu Lestari' },
	{ id: 197, name: 'Rachel Goh' },
] as const satisfies readonly Person[];

export const STAFF = [
	{ id: 101, name: 'Aisyah Rahman' },
	{ id: 102, name: 'Mei Lin Chong' },
	{ id: 103, name: 'Tomás Rivera' },
] as const satisfies readonly Person[];

const product = (
	id: number,
	name: string,
	sku: string | null,
	category: string,
	minor: number,
	threshold: number,
) => ({ id, name, sku, category, minor, threshold });

/** Two of them have no SKU, as in the original, whose table lacks the column. */
export const PRODUCTS = [
	product(1, 'Kopi Gayo 250 g', 'KPG-250', 'Coffee', 3_890, 10),
	product(2, 'V60 dripper', 'V60-02', 'Coffee', 8_900, 5),
	product(3, 'Rattan basket M', 'RTB-M', 'Home', 18_900, 5),
	product(4, 'Batik scarf indigo', 'BTK-IND', 'Clothing', 12_800, 8),
	product(5, 'Trail tee S', 'TRT-S', 'Clothing', 7_450, 10),
	product(6, 'Teh tarik kit', null, 'Coffee', 4_200, 10),
	product(7, 'Enamel mug', 'ENM-01', 'Home', 2_600, 12),
	product(8, 'Linen apron', 'LAP-NAT', 'Home', 9_800, 5),
	product(9, 'Pandan candle', null, 'Home', 5_500, 8),
	product(10, 'Field bag', 'FLD-OLV', 'Clothing', 15_900, 4),
	product(11, 'Sambal trio', 'SBL-3', 'Pantry', 3_200, 15),
	product(12, 'Gula Melaka 500 g', 'GLM-500', 'Pantry', 1_850, 15),
] as const;

export const VILLAS = [
	{ productId: 1, name: 'Villa Kawah', minor: 1_250_000 },
	{ productId: 2, name: 'Villa Telaga', minor: 980_000 },
	{ productId: 3, name: 'Villa Arjuna', minor: 1_500_000 },
] as const;

export const METHODS = ['FPX', 'FPX', 'FPX', 'Card', 'Card', 'GrabPay', 'QRIS', 'PayPal', null] as const;
export const REASONS = [
	'Insufficient funds',
	'Card expired',
	'Cancelled by customer',
	'Bank timeout',
] as const;

/** What fails when a gateway does. */
export const GATEWAYS = [
	{ method: 'Card', component: 'payments.stripe', reason: 'Gateway timeout: no answer within 30 s' },
	{ method: 'FPX', component: 'payments.fpx', reason: 'Bank host unavailable (FPX 09)' },
	{ method: 'QRIS', component: 'payments.qris', reason: 'Acquirer declined: service unavailable' },
] as const;

type Trouble = Pick<DemoAlert, 'type' | 'severity' | 'component' | 'title' | 'message'>;

export const EVERYDAY = [
	{
		type: 'backup',
		severity: 'low',
		component: 'database.backup',
		title: 'Nightly backup finished',
		message: 'Backup shop-2026.sql.gz (412 MB) was written and verified.',
	},
	{
		type: 'update',
		severity: 'low',
		component: 'app.packages',
		title: 'Security update available',
		message: 'laravel/framework has a newer patch release.',
	},
	{
		type: 'maintenance',
		severity: 'medium',
		component: 'search.index',
		title: 'Search index is being rebuilt',
		message: 'Results may be incomplete for a few minutes.',
	},
	{
		type: 'performance',
		severity: 'medium',
		component: 'queue.default',
		title: 'Queue is growing',
		message: '1,240 jobs are waiting in “default”; usually fewer than 50.',
	},
	{
		type: 'performance',
		severity: 'medium',
		component: 'http.checkout',
		title: 'Checkout answers slowly',
		message: '95th percentile is 2.8 s over the last 5 minutes.',
	},
	{
		type: 'security_alert',
		severity: 'high',
		component: 'auth.admin',
		title: 'Repeated failed admin sign-ins',
		message: '14 attempts for one account within 2 minutes.',
	},
	{
		type: 'system_error',
		severity: 'high',
		component: 'mail.ses',
		title: 'Order mails are not leaving',
		message: 'SMTP 454: throttling. 31 mails are waiting.',
	},
] as const satisfies readonly Trouble[];

export const SERIOUS = [
	{
		type: 'system_error',
		severity: 'critical',
		component: 'database.primary',
		title: 'Database refuses connections',
		message: 'SQLSTATE[HY000] [1040] Too many connections.',
	},
	{
		type: 'security_alert',
		severity: 'critical',
		component: 'app.firewall',
		title: 'Unusual traffic from one network',
		message: '5,200 requests a minute are being refused.',
	},
] as const satisfies readonly Trouble[];

export const PROMOTIONS = ['black-friday', 'merdeka-10', 'free-shipping', 'ramadan-bundle', 'NEW15'] as const;

export const MARKET = [
	{ symbol: 'BTC', price: 50_000, amounts: [0.1, 0.025, 0.5, 1.0e-8, 1] },
	{ symbol: 'ETH', price: 2_750.5, amounts: [1, 0.75, 2.4, 0.0004] },
	{ symbol: 'DOGE', price: 0.12345678, amounts: [1_500, 250.5, 12_000] },
	{ symbol: 'SHIB', price: 0.0000091, amounts: [1_000_000, 25_000_000] },
] as const;

export const PAGES = [
	'/',
	'/products',
	'/products/kopi-gayo-250-g',
	'/cart',
	'/checkout',
	'/account',
] as const;

/** What visitors do that the original writes into its activity log. */
export const ACTIONS = [
	['login', 'signed in'],
	['product_viewed', 'looked at Kopi Gayo 250 g'],
	['product_viewed', 'looked at Rattan basket M'],
	['cart_updated', 'put Enamel mug into the cart'],
	['wishlist_updated', 'put Field bag on the wish list'],
	['profile_updated', 'changed the delivery address'],
	['email_verified', 'confirmed the e-mail address'],
	['payment_initiated', 'started to pay'],
] as const;

export const CHORES = [
	['admin_action', 'changed the price of Teh tarik kit'],
	['admin_action', 'answered a customer’s question'],
	['order_updated', 'added a note to an order'],
	['admin_action', 'printed 12 delivery notes'],
] as const;

export const NOTICES = [
	{ type: 'info', priority: 'low', title: 'New review', message: 'Enamel mug got 4 of 5 stars.' },
	{
		type: 'success',
		priority: 'low',
		title: 'Payout on its way',
		message: 'RM 8,412.60 will arrive on Monday.',
	},
	{
		type: 'warning',
		priority: 'medium',
		title: 'Return requested',
		message: 'A customer wants to return Trail tee S.',
	},
	{
		type: 'warning',
		priority: 'medium',
		title: 'Courier is late',
		message: 'The 14:00 collection has not come yet.',
	},
	{
		type: 'error',
		priority: 'high',
		title: 'Chargeback opened',
		message: 'A card payment is disputed; answer within 7 days.',
	},
] as const;
