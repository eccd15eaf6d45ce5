package tzdb

// The tables of this file hold what the database itself does not say: how
// people call places whose zone has another name. A test checks every name.

// abbreviations gives, for abbreviations that people write in agendas, places
// where clocks show it (or showed it: the database has dropped most of those
// below EST). Places without summer time come first where EST, MST and HST are
// meant literally.
var abbreviations = map[string][]string{
	// In use in the database.
	"ACDT": {"Australia/Adelaide"},
	"ACST": {"Australia/Darwin", "Australia/Adelaide"},
	"ADT":  {"America/Halifax", "Atlantic/Bermuda"},
	"AEDT": {"Australia/Sydney", "Australia/Melbourne"},
	"AEST": {"Australia/Brisbane", "Australia/Sydney"},
	"AKDT": {"America/Anchorage"},
	"AKST": {"America/Anchorage"},
	"AST":  {"America/Puerto_Rico", "America/Halifax", "Asia/Riyadh"},
	"AWST": {"Australia/Perth"},
	"BST":  {"Europe/London", "Asia/Dhaka"},
	"CAT":  {"Africa/Maputo", "Africa/Harare"},
	"CDT":  {"America/Chicago", "America/Matamoros"},
	"CEST": {"Europe/Madrid", "Europe/Paris", "Europe/Berlin"},
	"CET":  {"Europe/Madrid", "Europe/Paris", "Europe/Berlin"},
	"CST":  {"America/Mexico_City", "America/Chicago", "Asia/Shanghai"},
	"EAT":  {"Africa/Nairobi", "Africa/Addis_Ababa"},
	"EDT":  {"America/New_York", "America/Toronto"},
	"EEST": {"Europe/Athens", "Europe/Bucharest", "Africa/Cairo"},
	"EET":  {"Europe/Athens", "Europe/Bucharest", "Africa/Cairo"},
	"EST":  {"America/Panama", "America/New_York"},
	"HDT":  {"America/Adak"},
	"HKT":  {"Asia/Hong_Kong"},
	"HST":  {"Pacific/Honolulu"},
	"IDT":  {"Asia/Jerusalem"},
	"IST":  {"Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"},
	"JST":  {"Asia/Tokyo"},
	"KST":  {"Asia/Seoul"},
	"MDT":  {"America/Denver"},
	"MEST": {"Europe/Berlin"},
	"MET":  {"Europe/Berlin"},
	"MSK":  {"Europe/Moscow"},
	"MST":  {"America/Phoenix", "America/Denver"},
	"NDT":  {"America/St_Johns"},
	"NST":  {"America/St_Johns"},
	"NZDT": {"Pacific/Auckland"},
	"NZST": {"Pacific/Auckland"},
	"PDT":  {"America/Los_Angeles", "America/Tijuana"},
	"PKT":  {"Asia/Karachi"},
	"PST":  {"America/Los_Angeles", "America/Tijuana", "Asia/Manila"},
	"SAST": {"Africa/Johannesburg"},
	"SST":  {"Pacific/Pago_Pago"},
	"WAT":  {"Africa/Lagos"},
	"WEST": {"Europe/Lisbon"},
	"WET":  {"Europe/Lisbon"},
	"WIB":  {"Asia/Jakarta"},
	"WIT":  {"Asia/Jayapura"},
	"WITA": {"Asia/Makassar"},
	// In use among people only.
	"ART":  {"America/Argentina/Buenos_Aires"},
	"BOT":  {"America/La_Paz"},
	"BRT":  {"America/Sao_Paulo"},
	"CLST": {"America/Santiago"},
	"CLT":  {"America/Santiago"},
	"COT":  {"America/Bogota"},
	"ECT":  {"America/Guayaquil"},
	"GST":  {"Asia/Dubai"},
	"GYT":  {"America/Guyana"},
	"ICT":  {"Asia/Bangkok", "Asia/Ho_Chi_Minh"},
	"MYT":  {"Asia/Kuala_Lumpur"},
	"NPT":  {"Asia/Kathmandu"},
	"PET":  {"America/Lima"},
	"PHT":  {"Asia/Manila"},
	"PYT":  {"America/Asuncion"},
	"SGT":  {"Asia/Singapore"},
	"SRT":  {"America/Paramaribo"},
	"TRT":  {"Europe/Istanbul"},
	"UYT":  {"America/Montevideo"},
	"UZT":  {"Asia/Tashkent"},
	"VET":  {"America/Caracas"},
}

const hour = 3600 // seconds

// placesByOffset names one place for each whole hour (and two others) that has
// kept this offset for years and has no summer time.
var placesByOffset = map[int]string{
	-11 * hour:      "Pacific/Pago_Pago",
	-10 * hour:      "Pacific/Honolulu",
	-9 * hour:       "Pacific/Gambier",
	-8 * hour:       "Pacific/Pitcairn",
	-7 * hour:       "America/Phoenix",
	-6 * hour:       "America/Costa_Rica",
	-5 * hour:       "America/Panama",
	-4 * hour:       "America/Puerto_Rico",
	-3 * hour:       "America/Argentina/Buenos_Aires",
	-2 * hour:       "America/Noronha",
	-1 * hour:       "Atlantic/Cape_Verde",
	0:               "Africa/Abidjan",
	1 * hour:        "Africa/Lagos",
	2 * hour:        "Africa/Johannesburg",
	3 * hour:        "Asia/Riyadh",
	4 * hour:        "Asia/Dubai",
	5 * hour:        "Asia/Karachi",
	5*hour + hour/2: "Asia/Kolkata",
	6 * hour:        "Asia/Dhaka",
	7 * hour:        "Asia/Bangkok",
	8 * hour:        "Asia/Singapore",
	9 * hour:        "Asia/Seoul",
	9*hour + hour/2: "Australia/Darwin",
	10 * hour:       "Australia/Brisbane",
	11 * hour:       "Pacific/Guadalcanal",
	12 * hour:       "Pacific/Fiji",
	13 * hour:       "Pacific/Tongatapu",
	14 * hour:       "Pacific/Kiritimati",
}

// largest names the zones with most people for countries whose rows in zone.tab
// are in another order.
var largest = map[string][]string{
	"AU": {"Australia/Sydney", "Australia/Brisbane", "Australia/Perth"},
	"BR": {"America/Sao_Paulo", "America/Fortaleza", "America/Manaus"},
	"CA": {"America/Toronto", "America/Vancouver", "America/Edmonton"},
	"CL": {"America/Santiago", "America/Punta_Arenas", "Pacific/Easter"},
	"MX": {"America/Mexico_City", "America/Cancun", "America/Tijuana"},
	"RU": {"Europe/Moscow", "Asia/Yekaterinburg", "Asia/Novosibirsk"},
	"US": {"America/New_York", "America/Chicago", "America/Los_Angeles"},
}

// otherCountries gives the ISO codes of countries under names that iso3166.tab
// does not use, in folded form.
var otherCountries = map[string]string{
	"unitedstatesofamerica": "US", "usa": "US", "eeuu": "US", "estadosunidos": "US", "etatsunis": "US",
	"unitedkingdom": "GB", "uk": "GB", "greatbritain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
	"southkorea": "KR", "republicofkorea": "KR", "koreasouth": "KR", "korea": "KR", "corea": "KR", "coreadelsur": "KR", "한국": "KR", "대한민국": "KR",
	"northkorea": "KP", "brasil": "BR", "espana": "ES", "republicadominicana": "DO", "dominicanrep": "DO",
	"trinidadandtobago": "TT", "trinidad": "TT", "tobago": "TT", "trinidadytobago": "TT",
	"antiguaandbarbuda": "AG", "barbuda": "AG", "antiguaybarbuda": "AG",
	"stkittsandnevis": "KN", "saintkittsandnevis": "KN", "nevis": "KN",
	"saintlucia": "LC", "santalucia": "LC", "saintvincent": "VC", "saintvincentandthegrenadines": "VC", "grenadines": "VC",
	"belice": "BZ", "haiti": "HT", "surinam": "SR", "thebahamas": "BS", "puertorico": "PR",
	"deutschland": "DE", "alemania": "DE", "francia": "FR", "italia": "IT", "suiza": "CH", "schweiz": "CH", "suisse": "CH",
	"holland": "NL", "thenetherlands": "NL", "paisesbajos": "NL", "czechia": "CZ", "turkiye": "TR", "turquia": "TR",
	"japon": "JP", "nippon": "JP", "viet": "VN", "burma": "MM", "swaziland": "SZ", "ivorycoast": "CI",
	"uae": "AE", "emirates": "AE", "drc": "CD", "macedonia": "MK", "capeverde": "CV", "caboverde": "CV",
	"timorleste": "TL", "bosnia": "BA", "vatican": "VA", "holysee": "VA", "russianfederation": "RU",
}

// otherCities gives the zone of capitals and large cities after which no zone
// is named, in folded form.
var otherCities = map[string]string{
	// The Americas.
	"panamacity": "America/Panama", "ciudaddepanama": "America/Panama",
	"guatemalacity": "America/Guatemala", "ciudaddeguatemala": "America/Guatemala",
	"ciudaddemexico": "America/Mexico_City", "cdmx": "America/Mexico_City", "guadalajara": "America/Mexico_City",
	"sanjose": "America/Costa_Rica", "sansalvador": "America/El_Salvador", "belmopan": "America/Belize",
	"quito": "America/Guayaquil", "medellin": "America/Bogota", "cali": "America/Bogota", "cartagena": "America/Bogota",
	"sucre": "America/La_Paz", "santacruz": "America/La_Paz", "cusco": "America/Lima", "valparaiso": "America/Santiago",
	"riodejaneiro": "America/Sao_Paulo", "brasilia": "America/Sao_Paulo", "portoalegre": "America/Sao_Paulo", "salvador": "America/Bahia",
	"rosario": "America/Argentina/Cordoba", "kingston": "America/Jamaica", "bridgetown": "America/Barbados",
	"castries": "America/St_Lucia", "roseau": "America/Dominica", "basseterre": "America/St_Kitts", "kingstown": "America/St_Vincent",
	"stgeorges": "America/Grenada", "saintgeorges": "America/Grenada", "saintjohns": "America/Antigua", "georgetown": "America/Guyana",
	"lahabana": "America/Havana", "lahavane": "America/Havana", "puertoprincipe": "America/Port-au-Prince", "puertoespana": "America/Port_of_Spain",
	"santiagodechile": "America/Santiago", "nuevayork": "America/New_York", "novayork": "America/New_York", "newyorkcity": "America/New_York", "nyc": "America/New_York", "puntacana": "America/Santo_Domingo", "sanjuan": "America/Puerto_Rico",
	"washington": "America/New_York", "washingtondc": "America/New_York", "boston": "America/New_York", "miami": "America/New_York",
	"philadelphia": "America/New_York", "atlanta": "America/New_York", "houston": "America/Chicago", "dallas": "America/Chicago",
	"austin": "America/Chicago", "sanfrancisco": "America/Los_Angeles", "seattle": "America/Los_Angeles", "sandiego": "America/Los_Angeles",
	"lasvegas": "America/Los_Angeles", "ottawa": "America/Toronto", "quebec": "America/Toronto", "calgary": "America/Edmonton",
	// Europe.
	"geneva": "Europe/Zurich", "geneve": "Europe/Zurich", "ginebra": "Europe/Zurich", "bern": "Europe/Zurich", "basel": "Europe/Zurich",
	"barcelona": "Europe/Madrid", "valencia": "Europe/Madrid", "milan": "Europe/Rome", "munich": "Europe/Berlin", "frankfurt": "Europe/Berlin",
	"hamburg": "Europe/Berlin", "bonn": "Europe/Berlin", "cologne": "Europe/Berlin", "lyon": "Europe/Paris", "strasbourg": "Europe/Paris",
	"londres": "Europe/London", "bruselas": "Europe/Brussels", "bruxelles": "Europe/Brussels", "bruxelas": "Europe/Brussels", "lisboa": "Europe/Lisbon",
	"viena": "Europe/Vienna", "wien": "Europe/Vienna", "moscu": "Europe/Moscow", "varsovia": "Europe/Warsaw", "praga": "Europe/Prague", "atenas": "Europe/Athens",
	"estocolmo": "Europe/Stockholm", "copenhague": "Europe/Copenhagen", "estambul": "Europe/Istanbul", "genebra": "Europe/Zurich", "genf": "Europe/Zurich",
	"thehague": "Europe/Amsterdam", "lahaya": "Europe/Amsterdam", "rotterdam": "Europe/Amsterdam", "edinburgh": "Europe/London", "manchester": "Europe/London",
	"krakow": "Europe/Warsaw", "stpetersburg": "Europe/Moscow", "saintpetersburg": "Europe/Moscow", "ankara": "Europe/Istanbul",
	"pristina": "Europe/Belgrade", "reykjavik": "Atlantic/Reykjavik", "porto": "Europe/Lisbon",
	// Asia and Oceania.
	"sejong": "Asia/Seoul", "busan": "Asia/Seoul", "incheon": "Asia/Seoul", "daejeon": "Asia/Seoul", "daegu": "Asia/Seoul",
	"gwangju": "Asia/Seoul", "jeju": "Asia/Seoul", "songdo": "Asia/Seoul", "osaka": "Asia/Tokyo", "kyoto": "Asia/Tokyo",
	"beijing": "Asia/Shanghai", "peking": "Asia/Shanghai", "pekin": "Asia/Shanghai", "shenzhen": "Asia/Shanghai", "guangzhou": "Asia/Shanghai",
	"newdelhi": "Asia/Kolkata", "nuevadelhi": "Asia/Kolkata", "delhi": "Asia/Kolkata", "mumbai": "Asia/Kolkata", "bangalore": "Asia/Kolkata", "bengaluru": "Asia/Kolkata",
	"hyderabad": "Asia/Kolkata", "chennai": "Asia/Kolkata", "islamabad": "Asia/Karachi", "lahore": "Asia/Karachi",
	"hanoi": "Asia/Ho_Chi_Minh", "astana": "Asia/Almaty", "nursultan": "Asia/Almaty", "naypyidaw": "Asia/Yangon",
	"abudhabi": "Asia/Dubai", "doha": "Asia/Qatar", "manama": "Asia/Bahrain", "sanaa": "Asia/Aden", "mecca": "Asia/Riyadh", "jeddah": "Asia/Riyadh",
	"bali": "Asia/Makassar", "cebu": "Asia/Manila", "wellington": "Pacific/Auckland", "suva": "Pacific/Fiji", "portvila": "Pacific/Efate",
	"honiara": "Pacific/Guadalcanal", "nukualofa": "Pacific/Tongatapu",
	// Africa.
	"rabat": "Africa/Casablanca", "marrakesh": "Africa/Casablanca", "abuja": "Africa/Lagos", "yaounde": "Africa/Douala",
	"pretoria": "Africa/Johannesburg", "capetown": "Africa/Johannesburg", "durban": "Africa/Johannesburg", "dodoma": "Africa/Dar_es_Salaam",
	"zanzibar": "Africa/Dar_es_Salaam", "yamoussoukro": "Africa/Abidjan", "gitega": "Africa/Bujumbura", "alexandria": "Africa/Cairo", "elcairo": "Africa/Cairo",
	"praia": "Atlantic/Cape_Verde", "portlouis": "Indian/Mauritius", "victoria": "Indian/Mahe", "moroni": "Indian/Comoro",
	// In Korean.
	"서울": "Asia/Seoul", "세종": "Asia/Seoul", "부산": "Asia/Seoul", "인천": "Asia/Seoul", "대전": "Asia/Seoul", "제주": "Asia/Seoul",
	"도쿄": "Asia/Tokyo", "베이징": "Asia/Shanghai", "하노이": "Asia/Ho_Chi_Minh", "파나마": "America/Panama", "산티아고": "America/Santiago",
	"뉴욕": "America/New_York", "런던": "Europe/London", "파리": "Europe/Paris", "제네바": "Europe/Zurich", "카이로": "Africa/Cairo",
}
