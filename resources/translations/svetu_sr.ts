<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sr_RS" sourcelanguage="en_GB">
    <context>
        <name>AccountFigures</name>
        <message>
            <source>Stored balance</source>
            <translation>Stanje u bazi</translation>
        </message>
        <message>
            <source>Available</source>
            <translation>Raspoloživo</translation>
        </message>
        <message>
            <source>Frozen</source>
            <translation>Zamrznuto</translation>
        </message>
        <message>
            <source>Transactions</source>
            <translation>Transakcije</translation>
        </message>
        <message>
            <source>the marketplace has no balance row yet</source>
            <translation>na marketplejsu još nema reda sa stanjem</translation>
        </message>
        <message numerus="yes">
            <source>{count} changes</source>
            <translation>
                <numerusform>{count} promena</numerusform>
                <numerusform>{count} promene</numerusform>
                <numerusform>{count} promena</numerusform>
            </translation>
        </message>
        <message>
            <source>on screen {ms} ms after the commit</source>
            <translation>na ekranu {ms} ms posle komita</translation>
        </message>
        <message>
            <source>live</source>
            <translation>uživo</translation>
        </message>
        <message>
            <source>not live</source>
            <translation>nije uživo</translation>
        </message>
        <message>
            <source>not live, as of {age}</source>
            <translation>nije uživo, stanje od {age}</translation>
        </message>
    </context>
    <context>
        <name>AccountHead</name>
        <message>
            <source>member since {date}</source>
            <translation>član od {date}</translation>
        </message>
    </context>
    <context>
        <name>AccountView</name>
        <message>
            <source>Why?</source>
            <translation>Zašto?</translation>
        </message>
        <message>
            <source>Evidence…</source>
            <translation>Dokazi…</translation>
        </message>
        <message>
            <source>Payment page…</source>
            <translation>Stranica za plaćanje…</translation>
        </message>
        <message>
            <source>Test deposit…</source>
            <translation>Probna uplata…</translation>
        </message>
        <message>
            <source>Find a user above: by e-mail, name, phone, id or transaction (Ctrl+K).</source>
            <translation>Pronađite korisnika u polju iznad: po e-adresi, imenu, telefonu, ID-ju ili transakciji (Ctrl+K).</translation>
        </message>
        <message>
            <source>Reading account #{id}…</source>
            <translation>Čitanje računa #{id}…</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Pokušaj ponovo</translation>
        </message>
        <message>
            <source>Transactions</source>
            <translation>Transakcije</translation>
        </message>
    </context>
    <context>
        <name>AuditView</name>
        <message>
            <source>Mine</source>
            <translation>Moje</translation>
        </message>
        <message>
            <source>Everybody's</source>
            <translation>Sve</translation>
        </message>
        <message>
            <source>What was done</source>
            <translation>Šta je urađeno</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Sve radnje</translation>
        </message>
        <message>
            <source>User id</source>
            <translation>ID korisnika</translation>
        </message>
        <message>
            <source>Only about this user id</source>
            <translation>Samo o korisniku sa ovim ID-jem</translation>
        </message>
        <message>
            <source>No entries.</source>
            <translation>Nema zapisa.</translation>
        </message>
        <message numerus="yes">
            <source>{count} acts with money, files and operators, each sealed with the one before it. No entry was changed or taken out.</source>
            <translation>
                <numerusform>{count} zapis o novcu, datotekama i operaterima, vezan za prethodni. Nijedan zapis nije izmenjen ni uklonjen.</numerusform>
                <numerusform>{count} zapisa o novcu, datotekama i operaterima, svaki vezan za prethodni. Nijedan zapis nije izmenjen ni uklonjen.</numerusform>
                <numerusform>{count} zapisa o novcu, datotekama i operaterima, svaki vezan za prethodni. Nijedan zapis nije izmenjen ni uklonjen.</numerusform>
            </translation>
        </message>
        <message>
            <source>The chain is whole.</source>
            <translation>Lanac je neprekinut.</translation>
        </message>
        <message>
            <source>beyond its last entry</source>
            <translation>iza poslednjeg zapisa</translation>
        </message>
        <message>
            <source>at entry {id}</source>
            <translation>kod zapisa {id}</translation>
        </message>
        <message>
            <source>{where}: something was changed or taken out after it was written. What follows proves nothing. Tell whoever runs the gateway: “svetu-gateway audit --verify”.</source>
            <translation>{where}: nešto je izmenjeno ili uklonjeno pošto je zapisano. Ono što sledi ništa ne dokazuje. Javite onome ko održava gejtvej: „svetu-gateway audit --verify”.</translation>
        </message>
        <message>
            <source>The chain is broken.</source>
            <translation>Lanac je prekinut.</translation>
        </message>
        <message>
            <source>request {id}</source>
            <translation>zahtev {id}</translation>
        </message>
    </context>
    <context>
        <name>ClaimForm</name>
        <message>
            <source>Saw the success page</source>
            <translation>Prikazana stranica o uspešnoj uplati</translation>
        </message>
        <message>
            <source>Check this</source>
            <translation>Proveri</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Obriši</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Iznos</translation>
        </message>
        <message>
            <source>Not said</source>
            <translation>Nije rečeno</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Danas</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Juče</translation>
        </message>
        <message>
            <source>On a day</source>
            <translation>Određenog dana</translation>
        </message>
        <message>
            <source>At a time</source>
            <translation>U određeno vreme</translation>
        </message>
        <message>
            <source>Day (Belgrade)</source>
            <translation>Dan (Beograd)</translation>
        </message>
        <message>
            <source>Time (Belgrade)</source>
            <translation>Vreme (Beograd)</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Kada</translation>
        </message>
        <message>
            <source>Payment method</source>
            <translation>Način plaćanja</translation>
        </message>
        <message>
            <source>Session id</source>
            <translation>ID sesije</translation>
        </message>
        <message>
            <source>Not an amount.</source>
            <translation>To nije iznos.</translation>
        </message>
    </context>
    <context>
        <name>ClearableEdit</name>
        <message>
            <source>Clear</source>
            <translation>Obriši</translation>
        </message>
    </context>
    <context>
        <name>CurveView</name>
        <message>
            <source>Reading the course of the balance…</source>
            <translation>Čitanje toka stanja…</translation>
        </message>
        <message>
            <source>The balance has never moved.</source>
            <translation>Stanje se još nikada nije menjalo.</translation>
        </message>
        <message numerus="yes">
            <source>Course of the balance, {count} steps, now {money}</source>
            <translation>
                <numerusform>Tok stanja: {count} korak, sada {money}</numerusform>
                <numerusform>Tok stanja: {count} koraka, sada {money}</numerusform>
                <numerusform>Tok stanja: {count} koraka, sada {money}</numerusform>
            </translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Pokušaj ponovo</translation>
        </message>
        <message>
            <source>{since} – {until} · lowest {low} · highest {high}</source>
            <translation>{since} – {until} · najniže {low} · najviše {high}</translation>
        </message>
        <message>
            <source>since transaction {id}</source>
            <translation>od transakcije {id}</translation>
        </message>
    </context>
    <context>
        <name>DepositDialog</name>
        <message>
            <source>Give it up</source>
            <translation>Poništi</translation>
        </message>
        <message>
            <source>Given up.</source>
            <translation>Poništeno.</translation>
        </message>
        <message>
            <source>Nothing was booked, and nothing will be: the key is used up.</source>
            <translation>Ništa nije proknjiženo niti će biti: ključ je potrošen.</translation>
        </message>
        <message>
            <source>It may have been booked, or may be yet: it is looked up as soon as the gateway answers. Repeating sends the same deposit, which is booked once however often it is sent. Giving it up makes sure that nothing is booked from now on.</source>
            <translation>Uplata je možda proknjižena, ili će tek biti: to se proverava čim gejtvej odgovori. Ponavljanje šalje istu uplatu, koja se knjiži jednom, koliko god puta bila poslata. Poništavanje obezbeđuje da se od ovog trenutka ništa ne proknjiži.</translation>
        </message>
        <message>
            <source>to {name} #{id}</source>
            <translation>primalac: {name} #{id}</translation>
        </message>
        <message>
            <source>Amount the customer pays, {currency}</source>
            <translation>Iznos koji klijent plaća, {currency}</translation>
        </message>
        <message>
            <source>Uses up the key: a request that arrives later books nothing.</source>
            <translation>Troši ključ: zahtev koji stigne kasnije ništa ne knjiži.</translation>
        </message>
        <message>
            <source>Test deposit</source>
            <translation>Probna uplata</translation>
        </message>
        <message>
            <source>Amount {figure}</source>
            <translation>Iznos {figure}</translation>
        </message>
        <message>
            <source>Customer pays</source>
            <translation>Klijent plaća</translation>
        </message>
        <message>
            <source>Fee, added to the credit</source>
            <translation>Naknada, dodaje se na pripisani iznos</translation>
        </message>
        <message>
            <source>Credited</source>
            <translation>Pripisuje se</translation>
        </message>
        <message>
            <source>Balance now {money}. It moves on screen when the commit arrives.</source>
            <translation>Stanje je sada {money}. Na ekranu se menja kad stigne komit.</translation>
        </message>
        <message>
            <source>An amount is needed.</source>
            <translation>Potreban je iznos.</translation>
        </message>
        <message>
            <source>This is not an amount with at most two decimals.</source>
            <translation>To nije iznos sa najviše dve decimale.</translation>
        </message>
        <message>
            <source>The amount must be above zero.</source>
            <translation>Iznos mora biti veći od nule.</translation>
        </message>
        <message>
            <source>{method} takes {limit} or more.</source>
            <translation>{method}: najmanje {limit}.</translation>
        </message>
        <message>
            <source>{method} takes {limit} or less.</source>
            <translation>{method}: najviše {limit}.</translation>
        </message>
        <message>
            <source>The balance would exceed what the marketplace can store.</source>
            <translation>Stanje bi premašilo ono što marketplejs može da sačuva.</translation>
        </message>
        <message>
            <source>Repeat the same deposit</source>
            <translation>Ponovi istu uplatu</translation>
        </message>
        <message>
            <source>Deposit {money} to {name} #{id}</source>
            <translation>Uplati {money}: {name} #{id}</translation>
        </message>
        <message>
            <source>Deposit to {name} #{id}</source>
            <translation>Uplati: {name} #{id}</translation>
        </message>
    </context>
    <context>
        <name>DepositListWiring</name>
        <message>
            <source>Nothing was booked so far; a request may still be under way.</source>
            <translation>Zasad ništa nije proknjiženo; zahtev je možda još na putu.</translation>
        </message>
        <message>
            <source>Still not known. {why}</source>
            <translation>I dalje se ne zna. {why}</translation>
        </message>
        <message>
            <source>{money} taken back from {name} #{user}: transaction {id}.</source>
            <translation>{money} stornirano: {name} #{user}, transakcija {id}.</translation>
        </message>
    </context>
    <context>
        <name>DepositWiring</name>
        <message>
            <source>The journal of deposits cannot be read: {reason}.</source>
            <translation>Dnevnik uplata se ne može pročitati: {reason}.</translation>
        </message>
        <message>
            <source>It could not be written down first: {reason}.</source>
            <translation>Upis u dnevnik nije uspeo: {reason}.</translation>
        </message>
        <message>
            <source>Whether {what} was booked is not known.</source>
            <translation>Ne zna se da li je proknjiženo: {what}.</translation>
        </message>
        <message numerus="yes">
            <source>Of {count} test deposits it is not known whether they were booked.</source>
            <translation>
                <numerusform>Za {count} probnu uplatu se ne zna da li je proknjižena.</numerusform>
                <numerusform>Za {count} probne uplate se ne zna da li su proknjižene.</numerusform>
                <numerusform>Za {count} probnih uplata se ne zna da li su proknjižene.</numerusform>
            </translation>
        </message>
        <message>
            <source>Show them</source>
            <translation>Prikaži ih</translation>
        </message>
        <message>
            <source>{money} credited to {name} #{user}: transaction {id}.</source>
            <translation>{money} pripisano: {name} #{user}, transakcija {id}.</translation>
        </message>
        <message>
            <source>It was given up.</source>
            <translation>Uplata je poništena.</translation>
        </message>
        <message>
            <source>{what}: certainly not booked. {why}</source>
            <translation>{what}: sigurno nije proknjiženo. {why}</translation>
        </message>
    </context>
    <context>
        <name>DepositsView</name>
        <message>
            <source>Mine</source>
            <translation>Moje</translation>
        </message>
        <message>
            <source>Everybody's</source>
            <translation>Sve</translation>
        </message>
        <message>
            <source>Take it back…</source>
            <translation>Storniraj…</translation>
        </message>
        <message>
            <source>Find out</source>
            <translation>Proveri</translation>
        </message>
        <message>
            <source>Give it up</source>
            <translation>Poništi</translation>
        </message>
        <message>
            <source>Send it again</source>
            <translation>Pošalji ponovo</translation>
        </message>
        <message>
            <source>No test deposits. Open a user and press “Test deposit…” (Ctrl+D).</source>
            <translation>Nema probnih uplata. Otvorite korisnika i pritisnite „Probna uplata…” (Ctrl+D).</translation>
        </message>
        <message>
            <source>{money} to {name}: one row or none; its key decides.</source>
            <translation>{money}, {name}: jedan red ili nijedan; odlučuje ključ.</translation>
        </message>
    </context>
    <context>
        <name>EnvironmentChip</name>
        <message>
            <source>Environment {name}</source>
            <translation>Okruženje: {name}</translation>
        </message>
    </context>
    <context>
        <name>EvidenceDialog</name>
        <message>
            <source>Not made.</source>
            <translation>Nije napravljeno.</translation>
        </message>
        <message>
            <source>Nothing was saved.</source>
            <translation>Ništa nije sačuvano.</translation>
        </message>
        <message>
            <source>{path}
{size} bytes, signed. The key's fingerprint: {fingerprint}</source>
            <translation>{path}
{size} B, potpisano. Otisak ključa: {fingerprint}</translation>
        </message>
        <message>
            <source>Saved.</source>
            <translation>Sačuvano.</translation>
        </message>
        <message>
            <source>Copy fingerprint</source>
            <translation>Kopiraj otisak</translation>
        </message>
        <message>
            <source>Save evidence on {name} #{id}…</source>
            <translation>Sačuvaj dokaze: {name} #{id}…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Zatvori</translation>
        </message>
        <message>
            <source>Making it…</source>
            <translation>Pravi se…</translation>
        </message>
        <message numerus="yes">
            <source>{count} characters too many.</source>
            <translation>
                <numerusform>Znakova previše: {count}.</numerusform>
                <numerusform>Znakova previše: {count}.</numerusform>
                <numerusform>Znakova previše: {count}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Who gets it, and what for</source>
            <translation>Kome i zašto</translation>
        </message>
        <message>
            <source>As they wrote or said it</source>
            <translation>Kako je klijent napisao ili rekao</translation>
        </message>
        <message>
            <source>With what Why? was told: {claim}</source>
            <translation>Navedeno u „Zašto?”: {claim}</translation>
        </message>
        <message>
            <source>Why? was told nothing of what the customer says.</source>
            <translation>U „Zašto?” nije navedeno ništa od klijentovih reči.</translation>
        </message>
        <message>
            <source>The customer's words (optional)</source>
            <translation>Klijentove reči (nije obavezno)</translation>
        </message>
        <message>
            <source>on {name} #{id}: verdict, rows, commits and audit in one signed file</source>
            <translation>{name} #{id}: zaključak, redovi, komiti i revizija u jednoj potpisanoj datoteci</translation>
        </message>
        <message>
            <source>Evidence</source>
            <translation>Dokazi</translation>
        </message>
        <message>
            <source>Personal data</source>
            <translation>Lični podaci</translation>
        </message>
        <message>
            <source>Page in</source>
            <translation>Jezik stranice</translation>
        </message>
        <message>
            <source>Language of the page</source>
            <translation>Jezik stranice</translation>
        </message>
    </context>
    <context>
        <name>EvidenceWiring</name>
        <message>
            <source>Save evidence</source>
            <translation>Sačuvaj dokaze</translation>
        </message>
    </context>
    <context>
        <name>ExpectationDialog</name>
        <message>
            <source>Expect a payment</source>
            <translation>Očekuj uplatu</translation>
        </message>
        <message>
            <source>Amount, {currency}</source>
            <translation>Iznos, {currency}</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Otkaži</translation>
        </message>
        <message>
            <source>For {name} {id}. You are told when it commits; so is what only looks like it.</source>
            <translation>{name} {id}. Bićete obavešteni kad se upiše, kao i o sličnim uplatama.</translation>
        </message>
        <message>
            <source>Day (Belgrade)</source>
            <translation>Dan (Beograd)</translation>
        </message>
        <message>
            <source>Expect it</source>
            <translation>Očekuj</translation>
        </message>
        <message>
            <source>Expect {money} for {name}</source>
            <translation>Očekuj {money}: {name}</translation>
        </message>
        <message>
            <source>Expect {money} for {name} today</source>
            <translation>Očekuj {money} danas: {name}</translation>
        </message>
        <message>
            <source>An amount above zero is needed.</source>
            <translation>Potreban je iznos veći od nule.</translation>
        </message>
    </context>
    <context>
        <name>ExpectationWiring</name>
        <message>
            <source>{what} arrived: transaction {id}.</source>
            <translation>{what}: stiglo, transakcija {id}.</translation>
        </message>
        <message>
            <source>{what}: not it, but near: {near}.</source>
            <translation>{what}: nije to, ali je blizu: {near}.</translation>
        </message>
    </context>
    <context>
        <name>ExportWiring</name>
        <message numerus="yes">
            <source>Export {count} transactions</source>
            <translation>
                <numerusform>Izvoz: {count} transakcija</numerusform>
                <numerusform>Izvoz: {count} transakcije</numerusform>
                <numerusform>Izvoz: {count} transakcija</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing was saved. {why}</source>
            <translation>Ništa nije sačuvano. {why}</translation>
        </message>
        <message numerus="yes">
            <source>{count} transactions of #{user} are in {path}.</source>
            <translation>
                <numerusform>{count} transakcija korisnika #{user} je u {path}.</numerusform>
                <numerusform>{count} transakcije korisnika #{user} su u {path}.</numerusform>
                <numerusform>{count} transakcija korisnika #{user} je u {path}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FeedDelegate</name>
        <message>
            <source>test</source>
            <translation>test</translation>
        </message>
        <message>
            <source>Filling…</source>
            <translation>Popunjava se…</translation>
        </message>
        <message>
            <source>Fill</source>
            <translation>Popuni</translation>
        </message>
    </context>
    <context>
        <name>FeedFilterForm</name>
        <message>
            <source>User, #id or transaction id</source>
            <translation>Ime, #ID ili ID transakcije</translation>
        </message>
        <message>
            <source>All types</source>
            <translation>Svi tipovi</translation>
        </message>
        <message>
            <source>All statuses</source>
            <translation>Svi statusi</translation>
        </message>
        <message>
            <source>Real and test</source>
            <translation>Prave i probne</translation>
        </message>
        <message>
            <source>Without test deposits</source>
            <translation>Bez probnih uplata</translation>
        </message>
        <message>
            <source>Test deposits only</source>
            <translation>Samo probne uplate</translation>
        </message>
        <message>
            <source>Payment method</source>
            <translation>Način plaćanja</translation>
        </message>
        <message>
            <source>from</source>
            <translation>od</translation>
        </message>
        <message>
            <source>to</source>
            <translation>do</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>Poništi filter</translation>
        </message>
        <message>
            <source>Filter by user</source>
            <translation>Filtriraj po korisniku</translation>
        </message>
        <message>
            <source>Filter by type</source>
            <translation>Filtriraj po tipu</translation>
        </message>
        <message>
            <source>Filter by status</source>
            <translation>Filtriraj po statusu</translation>
        </message>
        <message>
            <source>Filter by payment method</source>
            <translation>Filtriraj po načinu plaćanja</translation>
        </message>
        <message>
            <source>Filter by origin</source>
            <translation>Filtriraj po poreklu</translation>
        </message>
        <message>
            <source>Amount from</source>
            <translation>Iznos od</translation>
        </message>
        <message>
            <source>Amount to</source>
            <translation>Iznos do</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Iznos</translation>
        </message>
    </context>
    <context>
        <name>FeedView</name>
        <message>
            <source>Filter</source>
            <translation>Filter</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pauza</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Nastavi</translation>
        </message>
        <message>
            <source>Let new rows wait (Space)</source>
            <translation>Zadrži nove redove (Razmaknica)</translation>
        </message>
        <message>
            <source>Show what waits (Space)</source>
            <translation>Prikaži ono što čeka (Razmaknica)</translation>
        </message>
        <message>
            <source>Live transactions</source>
            <translation>Transakcije uživo</translation>
        </message>
        <message>
            <source>Copy the amount</source>
            <translation>Kopiraj iznos</translation>
        </message>
        <message>
            <source>Copy the transaction's id</source>
            <translation>Kopiraj ID transakcije</translation>
        </message>
        <message>
            <source>Copy the user's id</source>
            <translation>Kopiraj ID korisnika</translation>
        </message>
        <message>
            <source>Copy the row</source>
            <translation>Kopiraj red</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>Uživo</translation>
        </message>
        <message>
            <source>Not live</source>
            <translation>Nije uživo</translation>
        </message>
        <message>
            <source>{count} or more waiting</source>
            <translation>čeka {count} ili više</translation>
        </message>
        <message>
            <source>{count} waiting</source>
            <translation>čeka: {count}</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Pauzirano</translation>
        </message>
        <message>
            <source>Filtered</source>
            <translation>Filtrirano</translation>
        </message>
        <message>
            <source>No transaction matches the filter.</source>
            <translation>Nijedna transakcija ne odgovara filteru.</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>Poništi filter</translation>
        </message>
        <message>
            <source>Reading the newest transactions…</source>
            <translation>Čitanje najnovijih transakcija…</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Pokušaj ponovo</translation>
        </message>
        <message>
            <source>No transactions yet. They appear here as they commit.</source>
            <translation>Još nema transakcija. Ovde se pojavljuju čim se upišu.</translation>
        </message>
        <message>
            <source>test deposit</source>
            <translation>probna uplata</translation>
        </message>
    </context>
    <context>
        <name>FindingsView</name>
        <message>
            <source>Retry</source>
            <translation>Pokušaj ponovo</translation>
        </message>
        <message>
            <source>Findings</source>
            <translation>Nalazi</translation>
        </message>
        <message>
            <source>Not read: {why}</source>
            <translation>Nije pročitano: {why}</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Čitanje…</translation>
        </message>
        <message>
            <source>Findings: {state}</source>
            <translation>Nalazi: {state}</translation>
        </message>
    </context>
    <context>
        <name>FindingsWiring</name>
        <message>
            <source>There is no user {id}: this balance is nobody's.</source>
            <translation>Korisnika {id} nema: ovo stanje je ničije.</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Prikaži</translation>
        </message>
    </context>
    <context>
        <name>HypothesisCard</name>
        <message>
            <source>Show the row</source>
            <translation>Prikaži red</translation>
        </message>
        <message numerus="yes">
            <source>Show {count} rows</source>
            <translation>
                <numerusform>Prikaži {count} red</numerusform>
                <numerusform>Prikaži {count} reda</numerusform>
                <numerusform>Prikaži {count} redova</numerusform>
            </translation>
        </message>
        <message>
            <source>Show the commit</source>
            <translation>Prikaži komit</translation>
        </message>
        <message numerus="yes">
            <source>Show {count} commits</source>
            <translation>
                <numerusform>Prikaži {count} komit</numerusform>
                <numerusform>Prikaži {count} komita</numerusform>
                <numerusform>Prikaži {count} komita</numerusform>
            </translation>
        </message>
        <message>
            <source>Open {id}</source>
            <translation>Otvori {id}</translation>
        </message>
    </context>
    <context>
        <name>HypothesisList</name>
        <message>
            <source>What was checked</source>
            <translation>Šta je provereno</translation>
        </message>
        <message numerus="yes">
            <source>Hide the {count} excluded</source>
            <translation>
                <numerusform>Sakrij isključene ({count})</numerusform>
                <numerusform>Sakrij isključene ({count})</numerusform>
                <numerusform>Sakrij isključene ({count})</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} excluded: show them</source>
            <translation>
                <numerusform>Prikaži isključene ({count})</numerusform>
                <numerusform>Prikaži isključene ({count})</numerusform>
                <numerusform>Prikaži isključene ({count})</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Show the watch list</source>
            <translation>Prikaži listu praćenja</translation>
        </message>
        <message>
            <source>Show the live feed</source>
            <translation>Prikaži tok uživo</translation>
        </message>
        <message>
            <source>Svetu Console</source>
            <translation>Svetu Console</translation>
        </message>
    </context>
    <context>
        <name>Message</name>
        <message>
            <source>Dismiss</source>
            <translation>Ukloni</translation>
        </message>
    </context>
    <context>
        <name>MethodChoice</name>
        <message>
            <source>Reading the payment methods…</source>
            <translation>Čitanje načina plaćanja…</translation>
        </message>
        <message>
            <source>Method</source>
            <translation>Način</translation>
        </message>
        <message>
            <source>Limits</source>
            <translation>Ograničenja</translation>
        </message>
        <message>
            <source>Fee</source>
            <translation>Naknada</translation>
        </message>
        <message>
            <source>No method is active.</source>
            <translation>Nijedan način nije aktivan.</translation>
        </message>
        <message>
            <source>No methods.</source>
            <translation>Nema načina plaćanja.</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Pokušaj ponovo</translation>
        </message>
        <message>
            <source>Not booked.</source>
            <translation>Nije proknjiženo.</translation>
        </message>
        <message>
            <source>{limits}, fee {fee}</source>
            <translation>{limits}, naknada {fee}</translation>
        </message>
        <message>
            <source>not active</source>
            <translation>nije aktivan</translation>
        </message>
        <message>
            <source>{least} to {most}</source>
            <translation>od {least} do {most}</translation>
        </message>
        <message>
            <source>from {least}</source>
            <translation>od {least}</translation>
        </message>
        <message>
            <source>up to {most}</source>
            <translation>do {most}</translation>
        </message>
        <message>
            <source>no limits</source>
            <translation>bez ograničenja</translation>
        </message>
        <message>
            <source>none</source>
            <translation>nema</translation>
        </message>
    </context>
    <context>
        <name>NoticeView</name>
        <message>
            <source>Note.</source>
            <translation>Napomena.</translation>
        </message>
        <message>
            <source>Done.</source>
            <translation>Gotovo.</translation>
        </message>
        <message>
            <source>Attention.</source>
            <translation>Pažnja.</translation>
        </message>
        <message>
            <source>Failed.</source>
            <translation>Greška.</translation>
        </message>
    </context>
    <context>
        <name>PaymentDialog</name>
        <message>
            <source>Repeating asks for the same: it is played once, however often it is asked for. The list of payment pages shows what became of it.</source>
            <translation>Ponavljanje traži isto: pokreće se jednom, koliko god puta bilo zatraženo. Ishod se vidi u spisku stranica za plaćanje.</translation>
        </message>
        <message>
            <source>Play “{outcome}”: {money}, {name} #{id}</source>
            <translation>Pokreni „{outcome}”: {money}, {name} #{id}</translation>
        </message>
        <message>
            <source>Ask for the same once more</source>
            <translation>Zatraži isto još jednom</translation>
        </message>
        <message>
            <source>This is not an amount above zero with at most two decimals.</source>
            <translation>To nije iznos veći od nule sa najviše dve decimale.</translation>
        </message>
        <message>
            <source>From 1 to {most} seconds.</source>
            <translation>Od 1 do {most} sekundi.</translation>
        </message>
        <message>
            <source>as {name} #{id} would see it</source>
            <translation>očima korisnika {name} #{id}</translation>
        </message>
        <message>
            <source>left out: {money}</source>
            <translation>prazno: {money}</translation>
        </message>
        <message>
            <source>Amount, {currency}</source>
            <translation>Iznos, {currency}</translation>
        </message>
        <message>
            <source>Method</source>
            <translation>Način</translation>
        </message>
        <message>
            <source>Delay, seconds</source>
            <translation>Kašnjenje, sekunde</translation>
        </message>
        <message>
            <source>Payment page</source>
            <translation>Stranica za plaćanje</translation>
        </message>
    </context>
    <context>
        <name>PaymentSearchDialog</name>
        <message>
            <source>Find a payment</source>
            <translation>Pronađi uplatu</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Iznos</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Pronađi</translation>
        </message>
        <message>
            <source>An amount and a day are enough; what only comes near is listed as well.</source>
            <translation>Dovoljni su iznos i dan; navodi se i ono što je samo blizu.</translation>
        </message>
        <message>
            <source>An amount above zero is needed.</source>
            <translation>Potreban je iznos veći od nule.</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>Pretraga…</translation>
        </message>
        <message>
            <source>Nothing like it from the day before to the day after, for anybody.</source>
            <translation>Nema ničeg sličnog, ni kod koga, od dana pre do dana posle.</translation>
        </message>
        <message>
            <source>Best match first</source>
            <translation>Najbolje poklapanje je prvo</translation>
        </message>
        <message>
            <source>Best match first; there are more than are shown</source>
            <translation>Najbolje poklapanje je prvo; ima ih više nego što je prikazano</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Pokušaj ponovo</translation>
        </message>
        <message>
            <source>The customer is {name} {id}</source>
            <translation>Klijent je {name} {id}</translation>
        </message>
        <message>
            <source>Day (Belgrade)</source>
            <translation>Dan (Beograd)</translation>
        </message>
        <message>
            <source>Payments that may be meant</source>
            <translation>Uplate na koje se možda misli</translation>
        </message>
    </context>
    <context>
        <name>PaymentWiring</name>
        <message>
            <source>Payment page “{outcome}” for #{user}: {state}.</source>
            <translation>Stranica za plaćanje „{outcome}” za #{user}: {state}.</translation>
        </message>
    </context>
    <context>
        <name>PaymentsView</name>
        <message>
            <source>No payment pages. Open a user and press “Payment page…” (Ctrl+Shift+D).</source>
            <translation>Nema stranica za plaćanje. Otvorite korisnika i pritisnite „Stranica za plaćanje…” (Ctrl+Shift+D).</translation>
        </message>
        <message>
            <source>The customer would have seen {page}</source>
            <translation>Klijent bi video {page}</translation>
        </message>
    </context>
    <context>
        <name>Placeholder</name>
        <message>
            <source>Failed</source>
            <translation>Greška</translation>
        </message>
    </context>
    <context>
        <name>ReasonFields</name>
        <message>
            <source>Reason (kept in the audit)</source>
            <translation>Razlog (ostaje u reviziji)</translation>
        </message>
        <message>
            <source>Ticket (optional)</source>
            <translation>Tiket (nije obavezno)</translation>
        </message>
        <message>
            <source>What is being tried, and why</source>
            <translation>Šta se proverava i zašto</translation>
        </message>
        <message>
            <source>A reason is needed: it is kept in the audit.</source>
            <translation>Potreban je razlog: ostaje u reviziji.</translation>
        </message>
    </context>
    <context>
        <name>RecordTableView</name>
        <message>
            <source>Copy the row</source>
            <translation>Kopiraj red</translation>
        </message>
        <message>
            <source>Copy the cell</source>
            <translation>Kopiraj ćeliju</translation>
        </message>
    </context>
    <context>
        <name>RecordsView</name>
        <message>
            <source>Read again</source>
            <translation>Pročitaj ponovo</translation>
        </message>
        <message>
            <source>Show older ones</source>
            <translation>Prikaži starije</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Čitanje…</translation>
        </message>
        <message numerus="yes">
            <source>{count} shown, there are older ones</source>
            <translation>
                <numerusform>prikazano: {count}, ima starijih</numerusform>
                <numerusform>prikazano: {count}, ima starijih</numerusform>
                <numerusform>prikazano: {count}, ima starijih</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} in all</source>
            <translation>
                <numerusform>ukupno {count}</numerusform>
                <numerusform>ukupno {count}</numerusform>
                <numerusform>ukupno {count}</numerusform>
            </translation>
        </message>
        <message>
            <source>Not read.</source>
            <translation>Nije pročitano.</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Pokušaj ponovo</translation>
        </message>
        <message>
            <source>as of {time}</source>
            <translation>stanje u {time}</translation>
        </message>
        <message>
            <source>as of {time}, may be old</source>
            <translation>stanje u {time}, možda zastarelo</translation>
        </message>
        <message>
            <source>Read again (F5)</source>
            <translation>Pročitaj ponovo (F5)</translation>
        </message>
    </context>
    <context>
        <name>RecordsWindow</name>
        <message>
            <source>Records</source>
            <translation>Zapisi</translation>
        </message>
        <message>
            <source>Test deposits</source>
            <translation>Probne uplate</translation>
        </message>
        <message>
            <source>Payment pages</source>
            <translation>Stranice za plaćanje</translation>
        </message>
        <message>
            <source>Audit</source>
            <translation>Revizija</translation>
        </message>
        <message>
            <source>{page} — Svetu Console</source>
            <translation>{page} — Svetu Console</translation>
        </message>
    </context>
    <context>
        <name>ReversalDialog</name>
        <message>
            <source>Even if less is available (admin): the balance may fall below zero</source>
            <translation>Čak i ako je raspoloživo manje (administrator): stanje može pasti ispod nule</translation>
        </message>
        <message>
            <source>Repeating asks for the same: it is taken back once, however often it is asked for. The list shows what became of it.</source>
            <translation>Ponavljanje traži isto: stornira se jednom, koliko god puta bilo zatraženo. Ishod se vidi u spisku.</translation>
        </message>
        <message>
            <source>Take {money} back from {name} #{id}</source>
            <translation>Storniraj {money}: {name} #{id}</translation>
        </message>
        <message>
            <source>Ask for the same once more</source>
            <translation>Zatraži isto još jednom</translation>
        </message>
        <message>
            <source>from {name} #{id}: transaction {transaction} of {time}, {reason}</source>
            <translation>{name} #{id}: transakcija {transaction} od {time}, {reason}</translation>
        </message>
        <message>
            <source>Take a test deposit back</source>
            <translation>Storniraj probnu uplatu</translation>
        </message>
        <message>
            <source>Was credited</source>
            <translation>Bilo je pripisano</translation>
        </message>
        <message>
            <source>Available now</source>
            <translation>Raspoloživo sada</translation>
        </message>
        <message>
            <source>Is taken back</source>
            <translation>Stornira se</translation>
        </message>
        <message>
            <source>A new row the other way round refers to the deposit; the deposit stays as it is. The customer sees both.</source>
            <translation>Novi red u suprotnom smeru upućuje na uplatu; uplata ostaje kakva jeste. Klijent vidi oba reda.</translation>
        </message>
    </context>
    <context>
        <name>Rights</name>
        <message>
            <source>The server says this is production: no test deposits.</source>
            <translation>Server kaže da je ovo produkcija: nema probnih uplata.</translation>
        </message>
        <message>
            <source>Your role may look, not deposit.</source>
            <translation>Vaša uloga dozvoljava pregled, ali ne i uplate.</translation>
        </message>
    </context>
    <context>
        <name>SearchDelegate</name>
        <message>
            <source>id</source>
            <translation>ID</translation>
        </message>
        <message>
            <source>name</source>
            <translation>ime</translation>
        </message>
        <message>
            <source>e-mail</source>
            <translation>e-adresa</translation>
        </message>
        <message>
            <source>phone</source>
            <translation>telefon</translation>
        </message>
        <message>
            <source>payment session</source>
            <translation>sesija plaćanja</translation>
        </message>
        <message>
            <source>transaction {id}</source>
            <translation>transakcija {id}</translation>
        </message>
    </context>
    <context>
        <name>SearchView</name>
        <message>
            <source>Look up</source>
            <translation>Pretraga</translation>
        </message>
        <message>
            <source>Not searched.</source>
            <translation>Nije pretraženo.</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Pokušaj ponovo</translation>
        </message>
        <message>
            <source>E-mail, name, phone, id, transaction, session…</source>
            <translation>E-adresa, ime, telefon, ID, transakcija, sesija…</translation>
        </message>
        <message>
            <source>Look up a user</source>
            <translation>Pronađi korisnika</translation>
        </message>
        <message>
            <source>Users found</source>
            <translation>Pronađeni korisnici</translation>
        </message>
        <message>
            <source>Find payments of this amount</source>
            <translation>Pronađi uplate u ovom iznosu</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>Pretraga…</translation>
        </message>
        <message>
            <source>No user matches “{text}”. Try the e-mail, the phone or a transaction id.</source>
            <translation>Nijedan korisnik ne odgovara upitu „{text}”. Probajte e-adresu, telefon ili ID transakcije.</translation>
        </message>
        <message>
            <source>More users match: type on to narrow it down.</source>
            <translation>Ima još odgovarajućih korisnika: nastavite da kucate kako biste suzili izbor.</translation>
        </message>
        <message>
            <source>Looked up recently</source>
            <translation>Nedavno traženo</translation>
        </message>
        <message>
            <source>Find payments of {money}…</source>
            <translation>Pronađi uplate od {money}…</translation>
        </message>
    </context>
    <context>
        <name>ShortcutsDialog</name>
        <message>
            <source>Keys that work here</source>
            <translation>Prečice na tastaturi</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Zatvori</translation>
        </message>
    </context>
    <context>
        <name>SignInDialog</name>
        <message>
            <source>Sign in — Svetu Console</source>
            <translation>Prijava — Svetu Console</translation>
        </message>
        <message>
            <source>Gateway</source>
            <translation>Gejtvej</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-adresa</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Lozinka</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Prijavi se</translation>
        </message>
        <message>
            <source>Not reached.</source>
            <translation>Nema veze.</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Pokušaj ponovo</translation>
        </message>
        <message>
            <source>Not remembered.</source>
            <translation>Nije zapamćeno.</translation>
        </message>
        <message>
            <source>Svetu Console</source>
            <translation>Svetu Console</translation>
        </message>
        <message>
            <source>Which gateway?</source>
            <translation>Na koji gejtvej?</translation>
        </message>
        <message>
            <source>Your e-mail is needed.</source>
            <translation>Potrebna je vaša e-adresa.</translation>
        </message>
        <message>
            <source>Your password is needed.</source>
            <translation>Potrebna je vaša lozinka.</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>Prijavljivanje…</translation>
        </message>
    </context>
    <context>
        <name>StatusBarView</name>
        <message>
            <source>Connection in detail</source>
            <translation>Veza u detalje</translation>
        </message>
        <message numerus="yes">
            <source>{count} events</source>
            <translation>
                <numerusform>{count} događaj</numerusform>
                <numerusform>{count} događaja</numerusform>
                <numerusform>{count} događaja</numerusform>
            </translation>
        </message>
        <message>
            <source>gaps: {count}</source>
            <translation>praznine: {count}</translation>
        </message>
        <message>
            <source>{environment} @ {host}</source>
            <translation>{environment} @ {host}</translation>
        </message>
        <message>
            <source>{email}, {role}</source>
            <translation>{email}, {role}</translation>
        </message>
        <message>
            <source>Connection in detail (Ctrl+L)</source>
            <translation>Veza u detalje (Ctrl+L)</translation>
        </message>
        <message>
            <source>Events seen</source>
            <translation>Primljeni događaji</translation>
        </message>
        <message>
            <source>Gaps</source>
            <translation>Praznine</translation>
        </message>
        <message>
            <source>Environment and operator</source>
            <translation>Okruženje i operater</translation>
        </message>
        <message>
            <source>Not connected</source>
            <translation>Nije povezano</translation>
        </message>
        <message>
            <source>Offline, attempt {number}</source>
            <translation>Bez veze, pokušaj {number}</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>Uživo</translation>
        </message>
        <message>
            <source>Catching up</source>
            <translation>Sustiže</translation>
        </message>
        <message>
            <source>Stale</source>
            <translation>Zastarelo</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Bez veze</translation>
        </message>
        <message>
            <source>Capture broken</source>
            <translation>Beleženje prekinuto</translation>
        </message>
        <message>
            <source>not every change is recorded</source>
            <translation>ne beleži se sve</translation>
        </message>
        <message>
            <source>next try in {seconds} s</source>
            <translation>sledeći pokušaj za {seconds} s</translation>
        </message>
        <message>
            <source>complete to {time}</source>
            <translation>potpuno do {time}</translation>
        </message>
        <message>
            <source>last proof {time}, {age}</source>
            <translation>poslednja potvrda {time}, {age}</translation>
        </message>
        <message>
            <source>p50 {median} · p95 {p95} ms</source>
            <translation>p50 {median} · p95 {p95} ms</translation>
        </message>
    </context>
    <context>
        <name>StreamPopover</name>
        <message>
            <source>Commit → gateway</source>
            <translation>Komit → gejtvej</translation>
        </message>
        <message>
            <source>Gateway → socket</source>
            <translation>Gejtvej → soket</translation>
        </message>
        <message>
            <source>Socket → store</source>
            <translation>Soket → skladište</translation>
        </message>
        <message>
            <source>Store → painted</source>
            <translation>Skladište → ekran</translation>
        </message>
        <message>
            <source>Commit → painted</source>
            <translation>Komit → ekran</translation>
        </message>
        <message>
            <source>Events received</source>
            <translation>Primljeni događaji</translation>
        </message>
        <message>
            <source>Duplicates ignored</source>
            <translation>Zanemareni duplikati</translation>
        </message>
        <message>
            <source>Frames of a newer type</source>
            <translation>Okviri novijeg tipa</translation>
        </message>
        <message>
            <source>Reconnects</source>
            <translation>Ponovna povezivanja</translation>
        </message>
        <message>
            <source>Resumes</source>
            <translation>Nastavljanja</translation>
        </message>
        <message>
            <source>Resets</source>
            <translation>Resetovanja</translation>
        </message>
        <message>
            <source>Healed gaps</source>
            <translation>Popunjene praznine</translation>
        </message>
        <message>
            <source>Open gaps</source>
            <translation>Otvorene praznine</translation>
        </message>
        <message>
            <source>Comparisons with the server</source>
            <translation>Poređenja sa serverom</translation>
        </message>
        <message>
            <source>Differences found</source>
            <translation>Nađena neslaganja</translation>
        </message>
        <message>
            <source>The gateway's clock is not known yet.</source>
            <translation>Sat gejtveja još nije poznat.</translation>
        </message>
        <message>
            <source>The gateway's clock is {by} ahead of this one (± {error}).</source>
            <translation>Sat gejtveja je {by} ispred ovdašnjeg (± {error}).</translation>
        </message>
        <message>
            <source>The gateway's clock is {by} behind this one (± {error}).</source>
            <translation>Sat gejtveja je {by} iza ovdašnjeg (± {error}).</translation>
        </message>
        <message>
            <source>Connection in detail</source>
            <translation>Veza u detalje</translation>
        </message>
        <message>
            <source>Latency of the newest commits</source>
            <translation>Kašnjenje najnovijih komita</translation>
        </message>
        <message>
            <source>Since signing in</source>
            <translation>Od prijave</translation>
        </message>
    </context>
    <context>
        <name>TimelineModel</name>
        <message>
            <source>How they belong together</source>
            <translation>Kako su povezani</translation>
        </message>
    </context>
    <context>
        <name>TimelineView</name>
        <message>
            <source>Changes and transactions, paired by commit</source>
            <translation>Promene i transakcije, uparene po komitu</translation>
        </message>
        <message>
            <source>Copy the row</source>
            <translation>Kopiraj red</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Back</source>
            <translation>Nazad</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Napred</translation>
        </message>
        <message>
            <source>Operator</source>
            <translation>Operater</translation>
        </message>
        <message>
            <source>Signed out</source>
            <translation>Niste prijavljeni</translation>
        </message>
        <message>
            <source>Operator {name}, menu</source>
            <translation>Operater {name}, meni</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Svetla</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Tamna</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Kao u sistemu</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Jezik</translation>
        </message>
        <message>
            <source>From the next start</source>
            <translation>Od sledećeg pokretanja</translation>
        </message>
        <message>
            <source>Keys that work here</source>
            <translation>Prečice na tastaturi</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Odjavi se</translation>
        </message>
    </context>
    <context>
        <name>TransactionFilterBar</name>
        <message>
            <source>Filter: type, status, method, id, amount…</source>
            <translation>Filter: tip, status, način, ID, iznos…</translation>
        </message>
        <message>
            <source>Filter the transactions</source>
            <translation>Filtriraj transakcije</translation>
        </message>
        <message>
            <source>Ctrl+F; Esc clears</source>
            <translation>Ctrl+F; Esc briše</translation>
        </message>
        <message>
            <source>All dates</source>
            <translation>Svi datumi</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Danas</translation>
        </message>
        <message>
            <source>7 days</source>
            <translation>7 dana</translation>
        </message>
        <message>
            <source>30 days</source>
            <translation>30 dana</translation>
        </message>
        <message>
            <source>From – to</source>
            <translation>Od – do</translation>
        </message>
        <message>
            <source>Range of days</source>
            <translation>Raspon dana</translation>
        </message>
        <message>
            <source>First day</source>
            <translation>Prvi dan</translation>
        </message>
        <message>
            <source>Last day</source>
            <translation>Poslednji dan</translation>
        </message>
    </context>
    <context>
        <name>TransactionTableView</name>
        <message>
            <source>Transactions of the account</source>
            <translation>Transakcije računa</translation>
        </message>
        <message>
            <source>The account as of this transaction</source>
            <translation>Račun u trenutku ove transakcije</translation>
        </message>
        <message>
            <source>Copy the amount</source>
            <translation>Kopiraj iznos</translation>
        </message>
        <message>
            <source>Copy the id</source>
            <translation>Kopiraj ID</translation>
        </message>
        <message>
            <source>Copy the row</source>
            <translation>Kopiraj red</translation>
        </message>
        <message>
            <source>Copy all shown rows</source>
            <translation>Kopiraj sve prikazane redove</translation>
        </message>
        <message>
            <source>Copy them as CSV</source>
            <translation>Kopiraj ih kao CSV</translation>
        </message>
        <message>
            <source>Copy the cell</source>
            <translation>Kopiraj ćeliju</translation>
        </message>
        <message>
            <source>Export them as CSV…</source>
            <translation>Izvezi ih kao CSV…</translation>
        </message>
    </context>
    <context>
        <name>TransactionsPanel</name>
        <message>
            <source>Unmark</source>
            <translation>Poništi oznake</translation>
        </message>
        <message>
            <source>Load older</source>
            <translation>Učitaj starije</translation>
        </message>
        <message numerus="yes">
            <source>{count} rows are marked</source>
            <translation>
                <numerusform>Označen je {count} red</numerusform>
                <numerusform>Označena su {count} reda</numerusform>
                <numerusform>Označeno je {count} redova</numerusform>
            </translation>
        </message>
        <message>
            <source>None of {known} read so far passes the filter.</source>
            <translation>Nijedna od dosad pročitanih ({known}) ne prolazi filter.</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>Poništi filter</translation>
        </message>
        <message>
            <source>No transactions yet. They appear here as they commit.</source>
            <translation>Još nema transakcija. Ovde se pojavljuju čim se upišu.</translation>
        </message>
        <message>
            <source>{shown} of {total} shown</source>
            <translation>prikazano {shown} od {total}</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Čitanje…</translation>
        </message>
    </context>
    <context>
        <name>TravelView</name>
        <message>
            <source>Now</source>
            <translation>Sada</translation>
        </message>
        <message>
            <source>Transaction before</source>
            <translation>Prethodna transakcija</translation>
        </message>
        <message>
            <source>Transaction after</source>
            <translation>Sledeća transakcija</translation>
        </message>
        <message>
            <source>Customer's screen</source>
            <translation>Klijentov ekran</translation>
        </message>
        <message>
            <source>There was no transaction yet.</source>
            <translation>Još nije bilo transakcija.</translation>
        </message>
        <message>
            <source>Reading what was then…</source>
            <translation>Čitanje tadašnjeg stanja…</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Pokušaj ponovo</translation>
        </message>
        <message>
            <source>As it was</source>
            <translation>Kako je bilo</translation>
        </message>
        <message>
            <source>Moment (Belgrade)</source>
            <translation>Trenutak (Beograd)</translation>
        </message>
        <message>
            <source>Belgrade's clock</source>
            <translation>Beogradsko vreme</translation>
        </message>
        <message>
            <source>Moment between the first and the last change</source>
            <translation>Trenutak između prve i poslednje promene</translation>
        </message>
        <message>
            <source>Back to now (Esc)</source>
            <translation>Povratak na sadašnje stanje (Esc)</translation>
        </message>
        <message>
            <source>Hold this moment, and go to another one</source>
            <translation>Zadrži ovaj trenutak i idi na drugi</translation>
        </message>
        <message>
            <source>It should have said</source>
            <translation>Trebalo je da piše</translation>
        </message>
        <message>
            <source>It could have said</source>
            <translation>Moglo je da piše</translation>
        </message>
        <message>
            <source>Comparing</source>
            <translation>Poređenje</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Uporedi</translation>
        </message>
        <message>
            <source>Then {money}</source>
            <translation>Tada {money}</translation>
        </message>
        <message>
            <source>Balance at that moment: {money}</source>
            <translation>Stanje u tom trenutku: {money}</translation>
        </message>
        <message>
            <source>frozen {amount}</source>
            <translation>zamrznuto {amount}</translation>
        </message>
        <message numerus="yes">
            <source>{count} transactions</source>
            <translation>
                <numerusform>{count} transakcija</numerusform>
                <numerusform>{count} transakcije</numerusform>
                <numerusform>{count} transakcija</numerusform>
            </translation>
        </message>
        <message>
            <source>{count} pending, {amount}</source>
            <translation>na čekanju {count}, {amount}</translation>
        </message>
        <message>
            <source>nothing pending</source>
            <translation>ništa nije na čekanju</translation>
        </message>
        <message>
            <source>reckoned back, from before the change log</source>
            <translation>izračunato: dnevnika promena još nije bilo</translation>
        </message>
        <message>
            <source>From {since} to {until}: {minor}, {new} new, {changed} changed.</source>
            <translation>Od {since} do {until}: {minor}, novih {new}, izmenjenih {changed}.</translation>
        </message>
    </context>
    <context>
        <name>VerdictBanner</name>
        <message>
            <source>Look again</source>
            <translation>Proveri ponovo</translation>
        </message>
        <message>
            <source>{verdict}.</source>
            <translation>{verdict}.</translation>
        </message>
        <message>
            <source>as of {time}</source>
            <translation>stanje u {time}</translation>
        </message>
        <message>
            <source>This is as of {time}.</source>
            <translation>Ovo je stanje u {time}.</translation>
        </message>
        <message>
            <source>Looking again…</source>
            <translation>Ponovna provera…</translation>
        </message>
        <message>
            <source>Not checked again: {why}</source>
            <translation>Nije ponovo provereno: {why}</translation>
        </message>
        <message>
            <source>The account has changed since.</source>
            <translation>Račun se otad promenio.</translation>
        </message>
        <message>
            <source>Not live: what came since is not known here.</source>
            <translation>Nije uživo: šta je stiglo kasnije, ovde se ne zna.</translation>
        </message>
    </context>
    <context>
        <name>VerdictLine</name>
        <message>
            <source>as of {time}</source>
            <translation>stanje u {time}</translation>
        </message>
        <message>
            <source>looking again…</source>
            <translation>ponovna provera…</translation>
        </message>
        <message>
            <source>not checked again: {why}</source>
            <translation>nije ponovo provereno: {why}</translation>
        </message>
        <message>
            <source>the account has changed since</source>
            <translation>račun se otad promenio</translation>
        </message>
        <message>
            <source>not live</source>
            <translation>nije uživo</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Proveri ponovo</translation>
        </message>
        <message>
            <source>Checking the balance…</source>
            <translation>Provera stanja…</translation>
        </message>
        <message>
            <source>Not checked</source>
            <translation>Nije provereno</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Pokušaj ponovo</translation>
        </message>
        <message>
            <source>Not checked yet</source>
            <translation>Još nije provereno</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Proveri</translation>
        </message>
    </context>
    <context>
        <name>WatchListModel</name>
        <message>
            <source>not live</source>
            <translation>nije uživo</translation>
        </message>
    </context>
    <context>
        <name>WatchListView</name>
        <message>
            <source>Watch</source>
            <translation>Prati</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>Nedavni</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>Očekivano</translation>
        </message>
        <message>
            <source>Expect</source>
            <translation>Očekuj</translation>
        </message>
        <message>
            <source>Stop expecting</source>
            <translation>Ne očekuj više</translation>
        </message>
        <message>
            <source>Stop watching</source>
            <translation>Ne prati više</translation>
        </message>
        <message>
            <source>Watch list</source>
            <translation>Pratim</translation>
        </message>
        <message>
            <source>Watched accounts</source>
            <translation>Praćeni računi</translation>
        </message>
        <message>
            <source>Recent users</source>
            <translation>Nedavni korisnici</translation>
        </message>
        <message>
            <source>Expected payments</source>
            <translation>Očekivane uplate</translation>
        </message>
        <message>
            <source>Unwatch</source>
            <translation>Ne prati</translation>
        </message>
        <message>
            <source>Watch {name}</source>
            <translation>Prati: {name}</translation>
        </message>
        <message>
            <source>Nobody is watched. Balances you watch stay in sight here.</source>
            <translation>Niko se ne prati. Stanja koja pratite ovde ostaju na vidiku.</translation>
        </message>
    </context>
    <context>
        <name>WhyView</name>
        <message>
            <source>The change log has no commit of this user yet.</source>
            <translation>U dnevniku promena još nema komita ovog korisnika.</translation>
        </message>
        <message>
            <source>What was checked</source>
            <translation>Šta je provereno</translation>
        </message>
        <message>
            <source>Changes and transactions, paired by commit</source>
            <translation>Promene i transakcije, uparene po komitu</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Pokušaj ponovo</translation>
        </message>
        <message>
            <source>Checking the balance…</source>
            <translation>Provera stanja…</translation>
        </message>
        <message>
            <source>customer says: {claim}</source>
            <translation>klijent kaže: {claim}</translation>
        </message>
        <message>
            <source>Hide</source>
            <translation>Sakrij</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Izmeni</translation>
        </message>
        <message>
            <source>What does the customer say?</source>
            <translation>Šta klijent kaže?</translation>
        </message>
    </context>
    <context>
        <name>WishDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Otkaži</translation>
        </message>
        <message>
            <source>Not booked.</source>
            <translation>Nije proknjiženo.</translation>
        </message>
        <message>
            <source>Not known.</source>
            <translation>Ne zna se.</translation>
        </message>
        <message>
            <source>Locked.</source>
            <translation>Zaključano.</translation>
        </message>
        <message>
            <source>Nothing more can be sent from here. The answer is awaited.</source>
            <translation>Odavde se više ništa ne može poslati. Čeka se odgovor.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Zatvori</translation>
        </message>
        <message>
            <source>Sending…</source>
            <translation>Slanje…</translation>
        </message>
    </context>
    <context>
        <name>age</name>
        <message>
            <source>{count} d ago</source>
            <translation>pre {count} d</translation>
        </message>
        <message>
            <source>{count} h ago</source>
            <translation>pre {count} h</translation>
        </message>
        <message>
            <source>{count} min ago</source>
            <translation>pre {count} min</translation>
        </message>
        <message>
            <source>{count} s ago</source>
            <translation>pre {count} s</translation>
        </message>
        <message>
            <source>{count} ms</source>
            <translation>{count} ms</translation>
        </message>
    </context>
    <context>
        <name>amount</name>
        <message>
            <source>The marketplace stores no more than {most}.</source>
            <translation>Marketplejs ne čuva više od {most}.</translation>
        </message>
    </context>
    <context>
        <name>application</name>
        <message>
            <source>Starting a sandbox: a database, people and traffic of its own…</source>
            <translation>Pokreće se probno okruženje: sopstvena baza, ljudi i promet…</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>Prijavljivanje…</translation>
        </message>
    </context>
    <context>
        <name>audit</name>
        <message>
            <source>test deposit</source>
            <translation>probna uplata</translation>
        </message>
        <message>
            <source>taken back</source>
            <translation>storno</translation>
        </message>
        <message>
            <source>deposit given up</source>
            <translation>uplata poništena</translation>
        </message>
        <message>
            <source>payment page</source>
            <translation>stranica za plaćanje</translation>
        </message>
        <message>
            <source>account opened</source>
            <translation>otvoren račun</translation>
        </message>
        <message>
            <source>export</source>
            <translation>izvoz</translation>
        </message>
        <message>
            <source>operator added</source>
            <translation>dodat operater</translation>
        </message>
        <message>
            <source>role changed</source>
            <translation>promenjena uloga</translation>
        </message>
        <message>
            <source>password changed</source>
            <translation>promenjena lozinka</translation>
        </message>
        <message>
            <source>operator disabled</source>
            <translation>operater onemogućen</translation>
        </message>
        <message>
            <source>signed in</source>
            <translation>prijava</translation>
        </message>
        <message>
            <source>sign-in refused</source>
            <translation>prijava odbijena</translation>
        </message>
        <message>
            <source>signed out</source>
            <translation>odjava</translation>
        </message>
        <message>
            <source>When (Belgrade)</source>
            <translation>Kada (Beograd)</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Šta</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Ko</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Korisnik</translation>
        </message>
        <message>
            <source>Transaction</source>
            <translation>Transakcija</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Zašto</translation>
        </message>
        <message>
            <source>Ticket</source>
            <translation>Tiket</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Odakle</translation>
        </message>
        <message>
            <source>Entry</source>
            <translation>Zapis</translation>
        </message>
        <message>
            <source>Audit</source>
            <translation>Revizija</translation>
        </message>
    </context>
    <context>
        <name>claim</name>
        <message>
            <source>saw the success page</source>
            <translation>prikazana stranica o uspešnoj uplati</translation>
        </message>
    </context>
    <context>
        <name>commands</name>
        <message>
            <source>Find a user</source>
            <translation>Pronađi korisnika</translation>
        </message>
        <message>
            <source>Filter the transactions</source>
            <translation>Filtriraj transakcije</translation>
        </message>
        <message>
            <source>Filter the feed</source>
            <translation>Filtriraj tok</translation>
        </message>
        <message>
            <source>Pause or resume the feed</source>
            <translation>Pauziraj ili nastavi tok</translation>
        </message>
        <message>
            <source>Connection in detail</source>
            <translation>Veza u detalje</translation>
        </message>
        <message>
            <source>Test deposit</source>
            <translation>Probna uplata</translation>
        </message>
        <message>
            <source>Payment page</source>
            <translation>Stranica za plaćanje</translation>
        </message>
        <message>
            <source>Test deposits so far</source>
            <translation>Dosadašnje probne uplate</translation>
        </message>
        <message>
            <source>Payment pages so far</source>
            <translation>Dosadašnje stranice za plaćanje</translation>
        </message>
        <message>
            <source>Audit</source>
            <translation>Revizija</translation>
        </message>
        <message>
            <source>Find a payment</source>
            <translation>Pronađi uplatu</translation>
        </message>
        <message>
            <source>Why this balance?</source>
            <translation>Zašto je stanje ovakvo?</translation>
        </message>
        <message>
            <source>What the customer says</source>
            <translation>Šta klijent kaže</translation>
        </message>
        <message>
            <source>As of a moment</source>
            <translation>Stanje u izabranom trenutku</translation>
        </message>
        <message>
            <source>Expect a payment</source>
            <translation>Očekuj uplatu</translation>
        </message>
        <message>
            <source>Evidence as one file</source>
            <translation>Dokazi u jednoj datoteci</translation>
        </message>
        <message>
            <source>Export the transactions</source>
            <translation>Izvezi transakcije</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Pročitaj ponovo</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Nazad</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Napred</translation>
        </message>
        <message>
            <source>What the sweep found</source>
            <translation>Šta je provera našla</translation>
        </message>
        <message>
            <source>Watch the open account</source>
            <translation>Prati otvoreni račun</translation>
        </message>
        <message>
            <source>Keys that work here</source>
            <translation>Prečice na tastaturi</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Zatvori program</translation>
        </message>
    </context>
    <context>
        <name>environment</name>
        <message>
            <source>production</source>
            <translation>produkcija</translation>
        </message>
        <message>
            <source>staging</source>
            <translation>stejdžing</translation>
        </message>
        <message>
            <source>sandbox</source>
            <translation>probno okruženje</translation>
        </message>
    </context>
    <context>
        <name>evidence</name>
        <message>
            <source>role {role}</source>
            <translation>uloga {role}</translation>
        </message>
        <message>
            <source>role {role}, {application}</source>
            <translation>uloga {role}, {application}</translation>
        </message>
        <message>
            <source>{type} {id} of {amount}, {when}</source>
            <translation>{type} {id} od {amount}, {when}</translation>
        </message>
        <message>
            <source>{type} {id} of {amount} for {user}, {when}</source>
            <translation>{type} {id} od {amount} za {user}, {when}</translation>
        </message>
        <message>
            <source>Transaction</source>
            <translation>Transakcija</translation>
        </message>
        <message>
            <source>{count} more</source>
            <translation>i još {count}</translation>
        </message>
        <message>
            <source>{when}: the balance moved by {moved} for transaction {id} of {booked} ({who})</source>
            <translation>{when}: stanje se promenilo za {moved} po transakciji {id} od {booked} ({who})</translation>
        </message>
        <message>
            <source>{when}: the balance moved by {moved} ({who})</source>
            <translation>{when}: stanje se promenilo za {moved} ({who})</translation>
        </message>
        <message>
            <source>{when}: transaction {id} of {booked} ({who})</source>
            <translation>{when}: transakcija {id} od {booked} ({who})</translation>
        </message>
        <message>
            <source>The payment page is open and due {when}.</source>
            <translation>Stranica za plaćanje je otvorena, rok {when}.</translation>
        </message>
        <message>
            <source>The payment page of {when} was completed.</source>
            <translation>Stranica za plaćanje od {when} je završena.</translation>
        </message>
        <message>
            <source>The payment page of {when} was declined.</source>
            <translation>Stranica za plaćanje od {when} je odbijena.</translation>
        </message>
        <message>
            <source>The payment page of {when} was never completed.</source>
            <translation>Stranica za plaćanje od {when} nikad nije završena.</translation>
        </message>
        <message>
            <source>There was a payment page, {when}.</source>
            <translation>Postojala je stranica za plaćanje, {when}.</translation>
        </message>
        <message>
            <source>The account is from {when}.</source>
            <translation>Nalog je od {when}.</translation>
        </message>
        <message>
            <source>The change log is complete since {when}.</source>
            <translation>Dnevnik promena je potpun od {when}.</translation>
        </message>
        <message>
            <source>The change log has holes.</source>
            <translation>Dnevnik promena ima prekide.</translation>
        </message>
        <message>
            <source>The change log is complete only since {when}.</source>
            <translation>Dnevnik promena je potpun tek od {when}.</translation>
        </message>
        <message>
            <source>What came before {when} is not in the change log.</source>
            <translation>Ono što je bilo pre {when} nije u dnevniku promena.</translation>
        </message>
    </context>
    <context>
        <name>evidence dialog</name>
        <message>
            <source>Shortened</source>
            <translation>Skraćeno</translation>
        </message>
        <message>
            <source>Initials and last digits, for those who know whom it is about.</source>
            <translation>Inicijali i poslednje cifre: za one koji znaju o kome je reč.</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>Izostavljeno</translation>
        </message>
        <message>
            <source>Ids only, and nothing that anybody wrote: for everybody else.</source>
            <translation>Samo ID-jevi, bez ičega što je neko napisao: za sve ostale.</translation>
        </message>
        <message>
            <source>As stored</source>
            <translation>Kao u bazi</translation>
        </message>
        <message>
            <source>Name, e-mail, phone, descriptions. Keep the file as you keep these.</source>
            <translation>Ime, e-adresa, telefon, opisi. Čuvajte datoteku kao i te podatke.</translation>
        </message>
    </context>
    <context>
        <name>expected</name>
        <message>
            <source>{id} is still pending</source>
            <translation>{id} je još na čekanju</translation>
        </message>
        <message>
            <source>{id} failed</source>
            <translation>{id} nije uspela</translation>
        </message>
        <message>
            <source>{id} is in {currency}</source>
            <translation>{id} je u valuti {currency}</translation>
        </message>
        <message>
            <source>{id} is {money}: a factor of 100</source>
            <translation>{id}: {money}, razlika od 100 puta</translation>
        </message>
        <message>
            <source>{id} is a day off</source>
            <translation>{id} se razlikuje za jedan dan</translation>
        </message>
        <message>
            <source>{id} went to {user}</source>
            <translation>{id} je otišla korisniku {user}</translation>
        </message>
        <message>
            <source>{id} is {money}</source>
            <translation>{id} je {money}</translation>
        </message>
        <message>
            <source>today</source>
            <translation>danas</translation>
        </message>
        <message>
            <source>arrived {time}, transaction {id}</source>
            <translation>stiglo {time}, transakcija {id}</translation>
        </message>
        <message>
            <source>did not arrive</source>
            <translation>nije stiglo</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>još ne</translation>
        </message>
        <message>
            <source>{money} for {name}</source>
            <translation>{money}: {name}</translation>
        </message>
    </context>
    <context>
        <name>findings</name>
        <message>
            <source>A balance without a user</source>
            <translation>Stanje bez korisnika</translation>
        </message>
        <message>
            <source>Cannot tell</source>
            <translation>Nejasno</translation>
        </message>
        <message>
            <source>The transactions do not add up to it</source>
            <translation>Zbir transakcija se ne slaže sa njim</translation>
        </message>
        <message>
            <source>Differs by {drift}</source>
            <translation>Neslaganje {drift}</translation>
        </message>
        <message>
            <source>found {first}, seen again {last}</source>
            <translation>nađeno {first}, ponovo viđeno {last}</translation>
        </message>
        <message>
            <source>A sweep found {who}: {why}.</source>
            <translation>Provera je našla: {who} — {why}.</translation>
        </message>
        <message>
            <source>More in the list: {count}.</source>
            <translation>Još na spisku: {count}.</translation>
        </message>
        <message>
            <source>{count} cannot tell</source>
            <translation>nejasno: {count}</translation>
        </message>
        <message>
            <source>No findings.</source>
            <translation>Nema nalaza.</translation>
        </message>
        <message>
            <source>The first {shown} of {total}.</source>
            <translation>Prvih {shown} od {total}.</translation>
        </message>
        <message>
            <source>No sweep is scheduled on this server.</source>
            <translation>Na ovom serveru nije zakazana provera.</translation>
        </message>
        <message>
            <source>One is due every {minutes} min.</source>
            <translation>Pokreće se svakih {minutes} min.</translation>
        </message>
        <message>
            <source>No sweep has ended so far.</source>
            <translation>Nijedna provera još nije završena.</translation>
        </message>
        <message>
            <source>No sweep so far.</source>
            <translation>Još nije bilo provere.</translation>
        </message>
        <message>
            <source>Last sweep {time}, users: {users}.</source>
            <translation>Poslednja provera {time}, korisnika: {users}.</translation>
        </message>
        <message>
            <source>Last sweep {time}, not whole, users: {users}.</source>
            <translation>Poslednja provera {time}, nepotpuna, korisnika: {users}.</translation>
        </message>
    </context>
    <context>
        <name>gap</name>
        <message numerus="yes">
            <source>{count} rows did not fit while paused</source>
            <translation>
                <numerusform>{count} red nije stao tokom pauze</numerusform>
                <numerusform>{count} reda nisu stala tokom pauze</numerusform>
                <numerusform>{count} redova nije stalo tokom pauze</numerusform>
            </translation>
        </message>
        <message>
            <source>between {since} and {until}</source>
            <translation>između {since} i {until}</translation>
        </message>
        <message>
            <source>Filled from the tables</source>
            <translation>Popunjeno iz tabela</translation>
        </message>
        <message>
            <source>{since} – {until}, final states only</source>
            <translation>{since} – {until}, samo konačna stanja</translation>
        </message>
        <message>
            <source>Events are missing here</source>
            <translation>Ovde nedostaju događaji</translation>
        </message>
        <message>
            <source>before {until}</source>
            <translation>pre {until}</translation>
        </message>
    </context>
    <context>
        <name>match</name>
        <message>
            <source>{status}, not completed</source>
            <translation>{status}, nije završena</translation>
        </message>
        <message>
            <source>another day</source>
            <translation>drugi dan</translation>
        </message>
        <message>
            <source>with the fee on top</source>
            <translation>sa dodatom naknadom</translation>
        </message>
        <message>
            <source>no deposit</source>
            <translation>nije uplata</translation>
        </message>
        <message>
            <source>another user</source>
            <translation>drugi korisnik</translation>
        </message>
        <message>
            <source>2.000, as without an amount</source>
            <translation>2.000, kao bez iznosa</translation>
        </message>
        <message>
            <source>a factor of 100</source>
            <translation>razlika od 100 puta</translation>
        </message>
        <message>
            <source>in {currency}</source>
            <translation>u valuti {currency}</translation>
        </message>
        <message>
            <source>exactly this</source>
            <translation>tačno ovo</translation>
        </message>
    </context>
    <context>
        <name>notices</name>
        <message>
            <source>no space is left there</source>
            <translation>tamo više nema mesta</translation>
        </message>
        <message>
            <source>the system does not allow it</source>
            <translation>sistem to ne dozvoljava</translation>
        </message>
        <message>
            <source>nothing can be written there</source>
            <translation>tamo se ne može pisati</translation>
        </message>
        <message>
            <source>there is no such folder</source>
            <translation>takva fascikla ne postoji</translation>
        </message>
        <message>
            <source>that is a folder</source>
            <translation>to je fascikla</translation>
        </message>
        <message>
            <source>the name is too long</source>
            <translation>ime je predugačko</translation>
        </message>
        <message>
            <source>the table {table} is missing</source>
            <translation>nedostaje tabela {table}</translation>
        </message>
        <message>
            <source>the trigger {trigger} on {table} is missing</source>
            <translation>nedostaje okidač {trigger} tabele {table}</translation>
        </message>
        <message>
            <source>the trigger {trigger} on {table} is disabled</source>
            <translation>isključen je okidač {trigger} tabele {table}</translation>
        </message>
        <message>
            <source>the trigger {trigger} on {table} is not the one installed</source>
            <translation>okidač {trigger} tabele {table} nije onaj koji je instaliran</translation>
        </message>
        <message>
            <source>what is written straight into parts of {table} ({count}) is not seen</source>
            <translation>ne vidi se ono što se upisuje pravo u delove tabele {table} ({count})</translation>
        </message>
        <message>
            <source>what a subscription writes into {table} is not seen</source>
            <translation>ne vidi se ono što u tabelu {table} upisuje pretplata</translation>
        </message>
        <message>
            <source>the functions of the capture are not the ones installed</source>
            <translation>funkcije za beleženje promena nisu one koje su instalirane</translation>
        </message>
        <message>
            <source>a change that was not written down may still be committed</source>
            <translation>promena koja nije zabeležena još može biti potvrđena</translation>
        </message>
        <message>
            <source>Gateway and console do not speak the same version. Update the older one.</source>
            <translation>Gejtvej i konzola nisu iste verzije i ne razumeju se. Ažurirajte stariju stranu.</translation>
        </message>
        <message>
            <source>This computer does not trust the gateway's certificate.</source>
            <translation>Ovaj računar ne veruje sertifikatu gejtveja.</translation>
        </message>
        <message>
            <source>The gateway cannot be reached, or cannot reach its database.</source>
            <translation>Gejtvej nije dostupan ili nema vezu sa svojom bazom podataka.</translation>
        </message>
        <message>
            <source>The session is over. Sign in again.</source>
            <translation>Sesija je istekla. Prijavite se ponovo.</translation>
        </message>
        <message>
            <source>The session is not remembered: no keyring answers, or another console uses it.</source>
            <translation>Sesija nije zapamćena: skladište ključeva ne odgovara, ili ga koristi druga konzola.</translation>
        </message>
        <message>
            <source>There is a file {name} already. Choose another name.</source>
            <translation>Datoteka {name} već postoji. Izaberite drugo ime.</translation>
        </message>
        <message>
            <source>{name} cannot be written: {reason}.</source>
            <translation>{name} se ne može zapisati: {reason}.</translation>
        </message>
        <message>
            <source>The database does not record every change: {faults}.</source>
            <translation>Baza podataka ne beleži svaku promenu: {faults}.</translation>
        </message>
        <message>
            <source>What was shown differed from the server. The log has it under {reference}.</source>
            <translation>Prikazano se razlikovalo od servera. U programskom dnevniku: {reference}.</translation>
        </message>
        <message>
            <source>Something went wrong inside the console. The log has it under {reference}.</source>
            <translation>Došlo je do greške u konzoli. U programskom dnevniku: {reference}.</translation>
        </message>
    </context>
    <context>
        <name>payment page</name>
        <message>
            <source>Paid</source>
            <translation>Plaćeno</translation>
        </message>
        <message>
            <source>Declined</source>
            <translation>Odbijeno</translation>
        </message>
        <message>
            <source>Never finished</source>
            <translation>Nikad završeno</translation>
        </message>
        <message>
            <source>Paid by card form</source>
            <translation>Plaćeno preko forme za karticu</translation>
        </message>
        <message>
            <source>Button pressed twice</source>
            <translation>Dugme pritisnuto dvaput</translation>
        </message>
        <message>
            <source>Paid late</source>
            <translation>Plaćeno sa zakašnjenjem</translation>
        </message>
        <message>
            <source>One deposit, credited at once. The customer sees the success page.</source>
            <translation>Jedna uplata, pripisana odmah. Klijent vidi stranicu o uspešnoj uplati.</translation>
        </message>
        <message>
            <source>Nothing is credited. The customer is back on the deposit page, without a message.</source>
            <translation>Ništa se ne pripisuje. Klijent se vraća na stranicu za uplatu, bez poruke.</translation>
        </message>
        <message>
            <source>Nothing is credited. The customer closed the payment page.</source>
            <translation>Ništa se ne pripisuje. Klijent je zatvorio stranicu za plaćanje.</translation>
        </message>
        <message>
            <source>Nothing is credited, yet the customer sees the success page: the marketplace's own defect behind “I paid and my balance shows 0”.</source>
            <translation>Ništa se ne pripisuje, a klijent ipak vidi stranicu o uspešnoj uplati: greška samog marketplejsa iza žalbe „uplatio sam, a stanje je 0”.</translation>
        </message>
        <message>
            <source>Two deposits: the marketplace does not notice the second click.</source>
            <translation>Dve uplate: marketplejs ne primećuje drugi klik.</translation>
        </message>
        <message>
            <source>One deposit, after the delay. Until then there is nothing.</source>
            <translation>Jedna uplata, posle kašnjenja. Do tada nema ničega.</translation>
        </message>
        <message>
            <source>success page, nothing credited</source>
            <translation>uspeh bez pripisivanja</translation>
        </message>
        <message numerus="yes">
            <source>credited {count} times</source>
            <translation>
                <numerusform>pripisano {count} put</numerusform>
                <numerusform>pripisano {count} puta</numerusform>
                <numerusform>pripisano {count} puta</numerusform>
            </translation>
        </message>
        <message>
            <source>open</source>
            <translation>otvorena</translation>
        </message>
        <message>
            <source>credited</source>
            <translation>pripisano</translation>
        </message>
        <message>
            <source>declined</source>
            <translation>odbijeno</translation>
        </message>
        <message>
            <source>never finished</source>
            <translation>nikad završeno</translation>
        </message>
        <message>
            <source>When (Belgrade)</source>
            <translation>Kada (Beograd)</translation>
        </message>
        <message>
            <source>Session</source>
            <translation>Sesija</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Korisnik</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Iznos</translation>
        </message>
        <message>
            <source>What happens</source>
            <translation>Šta se dešava</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Ishod</translation>
        </message>
        <message>
            <source>Transactions</source>
            <translation>Transakcije</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Razlog</translation>
        </message>
        <message>
            <source>Ticket</source>
            <translation>Tiket</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Ko</translation>
        </message>
        <message>
            <source>{figure} (left out)</source>
            <translation>{figure} (izostavljen)</translation>
        </message>
        <message>
            <source>open, due at {time}</source>
            <translation>otvorena, rok {time}</translation>
        </message>
        <message>
            <source>Payment pages</source>
            <translation>Stranice za plaćanje</translation>
        </message>
    </context>
    <context>
        <name>refusals</name>
        <message>
            <source>A gateway's address looks like https://host or http://127.0.0.1:8080.</source>
            <translation>Adresa gejtveja izgleda ovako: https://host ili http://127.0.0.1:8080.</translation>
        </message>
        <message>
            <source>A gateway's address carries no name, password, query or fragment.</source>
            <translation>U adresi gejtveja nema imena, lozinke, upita ni fragmenta.</translation>
        </message>
        <message>
            <source>Without https a token may only go to this very machine.</source>
            <translation>Bez https-a token sme da ide samo na ovaj isti računar.</translation>
        </message>
        <message>
            <source>E-mail or password is wrong, or the operator is disabled.</source>
            <translation>E-adresa ili lozinka nije tačna, ili je operater onemogućen.</translation>
        </message>
        <message>
            <source>Too many attempts. Wait a little, then try again.</source>
            <translation>Previše pokušaja. Sačekajte malo, pa pokušajte ponovo.</translation>
        </message>
        <message>
            <source>Your role does not allow this.</source>
            <translation>Vaša uloga to ne dozvoljava.</translation>
        </message>
        <message>
            <source>This server does not take test deposits.</source>
            <translation>Ovaj server ne prima probne uplate.</translation>
        </message>
        <message>
            <source>There is no user with this id.</source>
            <translation>Nema korisnika sa ovim ID-jem.</translation>
        </message>
        <message>
            <source>There is no such transaction.</source>
            <translation>Takva transakcija ne postoji.</translation>
        </message>
        <message>
            <source>Nothing was booked with this key yet; what is under way still may be.</source>
            <translation>Sa ovim ključem još ništa nije proknjiženo; ono što je na putu još može biti.</translation>
        </message>
        <message>
            <source>This key was used for something else: a new wish needs a new key.</source>
            <translation>Ovaj ključ je već upotrebljen za nešto drugo: novom zahtevu treba novi ključ.</translation>
        </message>
        <message>
            <source>This key was given up: nothing will be booked with it.</source>
            <translation>Ovaj ključ je poništen: sa njim se ništa neće proknjižiti.</translation>
        </message>
        <message>
            <source>This gateway has no key to sign evidence with.</source>
            <translation>Ovaj gejtvej nema ključ kojim bi potpisao dokaze.</translation>
        </message>
        <message>
            <source>The file would be larger than 64 MiB.</source>
            <translation>Datoteka bi bila veća od 64 MiB.</translation>
        </message>
        <message>
            <source>The change log cannot tell all that committed between the two.</source>
            <translation>Dnevnik promena ne može da navede sve komite između ta dva.</translation>
        </message>
        <message>
            <source>The amount must be above zero: from {minimum_minor} to {maximum_minor}.</source>
            <translation>Iznos mora biti veći od nule: od {minimum_minor} do {maximum_minor}.</translation>
        </message>
        <message>
            <source>The method takes from {minimum_minor} to {maximum_minor}: this is less.</source>
            <translation>Ovaj način prima od {minimum_minor} do {maximum_minor}: ovo je manje.</translation>
        </message>
        <message>
            <source>The method takes from {minimum_minor} to {maximum_minor}: this is more.</source>
            <translation>Ovaj način prima od {minimum_minor} do {maximum_minor}: ovo je više.</translation>
        </message>
        <message>
            <source>The account cannot hold that much: it has room for {room_minor}, fees included.</source>
            <translation>Toliko ne staje na račun: ima mesta za {room_minor}, zajedno sa naknadom.</translation>
        </message>
        <message>
            <source>The account is kept in another currency: {allowed}.</source>
            <translation>Račun se vodi u drugoj valuti: {allowed}.</translation>
        </message>
        <message>
            <source>There is no such payment method; there are: {allowed}.</source>
            <translation>Takav način plaćanja ne postoji; postoje: {allowed}.</translation>
        </message>
        <message>
            <source>The payment method is switched off; switched on: {allowed}.</source>
            <translation>Ovaj način plaćanja je isključen; uključeni su: {allowed}.</translation>
        </message>
        <message>
            <source>Say why: a reason is at least one letter.</source>
            <translation>Navedite razlog: bar jedno slovo.</translation>
        </message>
        <message>
            <source>Only test deposits made here can be taken back.</source>
            <translation>Mogu se stornirati samo probne uplate napravljene ovde.</translation>
        </message>
        <message>
            <source>This deposit was taken back before.</source>
            <translation>Ova uplata je već stornirana.</translation>
        </message>
        <message>
            <source>{available_minor} are available and {required_minor} would be taken: an administrator may force it.</source>
            <translation>Raspoloživo je {available_minor}, a stornira se {required_minor}: to može samo administrator.</translation>
        </message>
        <message>
            <source>The gateway does not understand this console ({code}).</source>
            <translation>Gejtvej ne razume ovu konzolu ({code}).</translation>
        </message>
        <message>
            <source>any amount</source>
            <translation>bilo kog iznosa</translation>
        </message>
    </context>
    <context>
        <name>role</name>
        <message>
            <source>viewer</source>
            <translation>posmatrač</translation>
        </message>
        <message>
            <source>support</source>
            <translation>podrška</translation>
        </message>
        <message>
            <source>admin</source>
            <translation>administrator</translation>
        </message>
    </context>
    <context>
        <name>screen</name>
        <message>
            <source>{money}, if the page was opened before the last change: it never looks again</source>
            <translation>{money}, ako je stranica otvorena pre poslednje promene: ona ne gleda ponovo</translation>
        </message>
        <message>
            <source>{money}, if the backend could not read the balance: it says 0 then</source>
            <translation>{money}, ako bekend nije mogao da pročita stanje: tada kaže 0</translation>
        </message>
        <message>
            <source>{amount} with another sign ({symbols}): nothing is converted</source>
            <translation>{amount} sa drugim simbolom valute ({symbols}): ništa se ne preračunava</translation>
        </message>
        <message>
            <source>an empty history: the page never shows any</source>
            <translation>prazna istorija: stranica je nikad ne prikazuje</translation>
        </message>
    </context>
    <context>
        <name>status</name>
        <message>
            <source>pending</source>
            <translation>na čekanju</translation>
        </message>
        <message>
            <source>processing</source>
            <translation>u obradi</translation>
        </message>
        <message>
            <source>completed</source>
            <translation>završena</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>neuspela</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>otkazana</translation>
        </message>
    </context>
    <context>
        <name>test deposits</name>
        <message>
            <source>taken back by {id}</source>
            <translation>storno: {id}</translation>
        </message>
        <message>
            <source>takes back {id}</source>
            <translation>stornira {id}</translation>
        </message>
        <message>
            <source>booked, payment page</source>
            <translation>proknjiženo, str. plaćanja</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>ne zna se</translation>
        </message>
        <message>
            <source>booked</source>
            <translation>proknjiženo</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>odbijeno</translation>
        </message>
        <message>
            <source>given up</source>
            <translation>poništeno</translation>
        </message>
        <message>
            <source>taken back</source>
            <translation>stornirano</translation>
        </message>
        <message>
            <source>takes back another</source>
            <translation>stornira drugu</translation>
        </message>
        <message>
            <source>When (Belgrade)</source>
            <translation>Kada (Beograd)</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Korisnik</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Plaćeno</translation>
        </message>
        <message>
            <source>Fee, added</source>
            <translation>Naknada, dodata</translation>
        </message>
        <message>
            <source>Credited</source>
            <translation>Pripisano</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Ishod</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Razlog</translation>
        </message>
        <message>
            <source>Ticket</source>
            <translation>Tiket</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Ko</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>ID</translation>
        </message>
        <message>
            <source>Test deposits</source>
            <translation>Probne uplate</translation>
        </message>
    </context>
    <context>
        <name>time</name>
        <message>
            <source>Belgrade</source>
            <translation>Beograd</translation>
        </message>
        <message>
            <source>The marketplace's clock is {minutes} min ahead</source>
            <translation>Sat marketplejsa žuri {minutes} min</translation>
        </message>
        <message>
            <source>The marketplace's clock is {minutes} min behind</source>
            <translation>Sat marketplejsa kasni {minutes} min</translation>
        </message>
        <message>
            <source>committed at {time} by the database's clock</source>
            <translation>komit u {time} po satu baze podataka</translation>
        </message>
    </context>
    <context>
        <name>timeline</name>
        <message>
            <source>no transaction</source>
            <translation>bez transakcije</translation>
        </message>
        <message>
            <source>no money</source>
            <translation>bez novca</translation>
        </message>
        <message>
            <source>same commit</source>
            <translation>isti komit</translation>
        </message>
        <message>
            <source>close in time</source>
            <translation>blizu u vremenu</translation>
        </message>
        <message>
            <source>same amount</source>
            <translation>isti iznos</translation>
        </message>
        <message>
            <source>unpaired</source>
            <translation>bez para</translation>
        </message>
        <message>
            <source>When (Belgrade)</source>
            <translation>Kada (Beograd)</translation>
        </message>
        <message>
            <source>Balance moved</source>
            <translation>Promena stanja</translation>
        </message>
        <message>
            <source>Transactions</source>
            <translation>Transakcije</translation>
        </message>
        <message>
            <source>Written by</source>
            <translation>Upisao</translation>
        </message>
    </context>
    <context>
        <name>transactions</name>
        <message>
            <source>When (Belgrade)</source>
            <translation>Kada (Beograd)</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Tip</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Iznos</translation>
        </message>
        <message>
            <source>Balance</source>
            <translation>Stanje</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Method</source>
            <translation>Način</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>ID</translation>
        </message>
        <message>
            <source>Replayed backwards from the stored balance; not recorded when it was booked.</source>
            <translation>Izračunato unazad od stanja u bazi; pri knjiženju nije zabeleženo.</translation>
        </message>
        <message>
            <source>{type}, transaction {id}</source>
            <translation>{type}, transakcija {id}</translation>
        </message>
    </context>
    <context>
        <name>type</name>
        <message>
            <source>Deposit</source>
            <translation>Uplata</translation>
        </message>
        <message>
            <source>Withdrawal</source>
            <translation>Isplata</translation>
        </message>
        <message>
            <source>Payment</source>
            <translation>Plaćanje</translation>
        </message>
        <message>
            <source>Refund</source>
            <translation>Povraćaj</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>Prenos</translation>
        </message>
        <message>
            <source>Sale</source>
            <translation>Prodaja</translation>
        </message>
        <message>
            <source>Purchase</source>
            <translation>Kupovina</translation>
        </message>
        <message>
            <source>Commission</source>
            <translation>Provizija</translation>
        </message>
        <message>
            <source>Service payment</source>
            <translation>Plaćanje usluge</translation>
        </message>
        <message>
            <source>Escrow release</source>
            <translation>Isplata iz escrow-a</translation>
        </message>
        <message>
            <source>Escrow hold</source>
            <translation>Zadržano u escrow-u</translation>
        </message>
    </context>
    <context>
        <name>user</name>
        <message>
            <source>active</source>
            <translation>aktivan</translation>
        </message>
        <message>
            <source>inactive</source>
            <translation>neaktivan</translation>
        </message>
        <message>
            <source>suspended</source>
            <translation>suspendovan</translation>
        </message>
    </context>
    <context>
        <name>verdict</name>
        <message>
            <source>proved by the change log</source>
            <translation>dokazano dnevnikom</translation>
        </message>
        <message>
            <source>proved by checkpoints</source>
            <translation>dokazano kontrolnim tačkama</translation>
        </message>
        <message>
            <source>a hint: by amounts only</source>
            <translation>naznaka: samo po iznosima</translation>
        </message>
        <message>
            <source>proved</source>
            <translation>dokazano</translation>
        </message>
        <message>
            <source>cannot tell</source>
            <translation>nejasno</translation>
        </message>
        <message>
            <source>excluded</source>
            <translation>isključeno</translation>
        </message>
        <message>
            <source>{proved} proved, {others} by amounts only</source>
            <translation>dokazano {proved}, samo po iznosima {others}</translation>
        </message>
        <message>
            <source>The complaint: {cause}.</source>
            <translation>Žalba: {cause}.</translation>
        </message>
        <message>
            <source>Differs by {drift}</source>
            <translation>Neslaganje {drift}</translation>
        </message>
        <message>
            <source>Cannot tell</source>
            <translation>Nejasno</translation>
        </message>
        <message>
            <source>Agrees: there are no transactions</source>
            <translation>Slaže se: nema transakcija</translation>
        </message>
        <message numerus="yes">
            <source>Agrees with {count} of {count} transactions</source>
            <translation>
                <numerusform>Slaže se sa {count} od {count} transakcije</numerusform>
                <numerusform>Slaže se sa {count} od {count} transakcije</numerusform>
                <numerusform>Slaže se sa {count} od {count} transakcija</numerusform>
            </translation>
        </message>
        <message>
            <source>Stored {stored}, and the transactions add up to the same.</source>
            <translation>Stanje u bazi: {stored}, zbir transakcija je isti.</translation>
        </message>
        <message>
            <source>Stored {stored}, transactions add up to {replayed}.</source>
            <translation>Stanje u bazi: {stored}, zbir transakcija: {replayed}.</translation>
        </message>
        <message>
            <source>Stored {stored}.</source>
            <translation>Stanje u bazi: {stored}.</translation>
        </message>
        <message>
            <source>They part at {when} by {amount}: the balance did not go with transaction {id}.</source>
            <translation>Razilaze se {when} za {amount}: stanje nije pratilo transakciju {id}.</translation>
        </message>
        <message>
            <source>They part by {when}: the balance moved by {amount} without the change log.</source>
            <translation>Razilaze se do {when}: stanje se promenilo za {amount} mimo dnevnika promena.</translation>
        </message>
        <message>
            <source>They part at {when}: the balance fell by {amount} without a transaction.</source>
            <translation>Razilaze se {when}: stanje je palo za {amount} bez transakcije.</translation>
        </message>
        <message>
            <source>They part at {when}: the balance rose by {amount} without a transaction.</source>
            <translation>Razilaze se {when}: stanje je poraslo za {amount} bez transakcije.</translation>
        </message>
        <message>
            <source>The change log begins at {when}: what is older goes by amounts only.</source>
            <translation>Dnevnik promena počinje {when}; o starijem se može suditi samo po iznosima.</translation>
        </message>
        <message>
            <source>Before the change log began, the transactions leave {amount} open: a hint, no alarm.</source>
            <translation>Iz vremena pre dnevnika promena po transakcijama se ne slaže {amount}: naznaka, ne uzbuna.</translation>
        </message>
        <message>
            <source>The change log may miss changes from before {when}.</source>
            <translation>U dnevniku možda nedostaju promene od pre {when}.</translation>
        </message>
        <message>
            <source>The change log has holes.</source>
            <translation>Dnevnik promena ima prekide.</translation>
        </message>
        <message>
            <source>The change log does not reach back far enough.</source>
            <translation>Dnevnik promena ne seže dovoljno daleko unazad.</translation>
        </message>
    </context>
    <context>
        <name>why</name>
        <message>
            <source>The payment never arrived</source>
            <translation>Uplata nikada nije stigla</translation>
        </message>
        <message>
            <source>The payment is still pending</source>
            <translation>Uplata je još na čekanju</translation>
        </message>
        <message>
            <source>The payment failed</source>
            <translation>Uplata nije uspela</translation>
        </message>
        <message>
            <source>Credited to another user</source>
            <translation>Pripisano drugom korisniku</translation>
        </message>
        <message>
            <source>Credited twice</source>
            <translation>Pripisano dvaput</translation>
        </message>
        <message>
            <source>The fee was added to the credit</source>
            <translation>Naknada je dodata na pripisani iznos</translation>
        </message>
        <message>
            <source>2.000 booked for want of an amount</source>
            <translation>Proknjiženo 2.000 jer iznos nije naveden</translation>
        </message>
        <message>
            <source>The balance moved the wrong way</source>
            <translation>Stanje se pomerilo u pogrešnom smeru</translation>
        </message>
        <message>
            <source>An amount is off by a factor of 100</source>
            <translation>Iznos se razlikuje sto puta</translation>
        </message>
        <message>
            <source>Another currency</source>
            <translation>Druga valuta</translation>
        </message>
        <message>
            <source>Credited and taken back</source>
            <translation>Pripisano pa stornirano</translation>
        </message>
        <message>
            <source>Credited and spent since</source>
            <translation>Pripisano pa potrošeno</translation>
        </message>
        <message>
            <source>Part of the balance is frozen</source>
            <translation>Deo stanja je zamrznut</translation>
        </message>
        <message>
            <source>The balance changed without a transaction</source>
            <translation>Stanje se promenilo bez transakcije</translation>
        </message>
        <message>
            <source>A transaction did not move the balance</source>
            <translation>Transakcija nije promenila stanje</translation>
        </message>
        <message>
            <source>A transaction was changed or deleted</source>
            <translation>Transakcija je izmenjena ili obrisana</translation>
        </message>
        <message>
            <source>A failed reading was shown as 0</source>
            <translation>Neuspelo čitanje prikazano kao 0</translation>
        </message>
        <message>
            <source>The marketplace cannot read the history</source>
            <translation>Marketplejs ne može da pročita istoriju</translation>
        </message>
        <message>
            <source>The payment method was not there</source>
            <translation>Načina plaćanja nije bilo</translation>
        </message>
        <message>
            <source>Only the web page showed something else</source>
            <translation>Samo je veb-stranica prikazala nešto drugo</translation>
        </message>
        <message>
            <source>It is a test deposit</source>
            <translation>To je probna uplata</translation>
        </message>
        <message>
            <source>The marketplace shows another hour</source>
            <translation>Marketplejs prikazuje drugi sat</translation>
        </message>
        <message>
            <source>The operator's screen was behind</source>
            <translation>Operaterov ekran je kasnio</translation>
        </message>
        <message>
            <source>{rows}.</source>
            <translation>{rows}.</translation>
        </message>
        <message>
            <source>It was there. {commit}.</source>
            <translation>Bila je tu. {commit}.</translation>
        </message>
        <message>
            <source>How much was it? With an amount this can be checked.</source>
            <translation>Koliko je bilo? Sa iznosom se to može proveriti.</translation>
        </message>
        <message>
            <source>No deposit of {said} has ever been there.</source>
            <translation>Uplate od {said} nikada nije bilo.</translation>
        </message>
        <message>
            <source>No deposit of {said} is there.</source>
            <translation>Uplate od {said} nema.</translation>
        </message>
        <message>
            <source>{rows}: begun, not completed.</source>
            <translation>{rows}: započeto, nije završeno.</translation>
        </message>
        <message>
            <source>{rows}: “{status}” is a status that nobody knows.</source>
            <translation>{rows}: „{status}” je status koji niko ne poznaje.</translation>
        </message>
        <message>
            <source>No such payment is pending.</source>
            <translation>Nijedna takva uplata nije na čekanju.</translation>
        </message>
        <message>
            <source>{rows}: {status}.</source>
            <translation>{rows}: {status}.</translation>
        </message>
        <message>
            <source>No such payment failed or was called off.</source>
            <translation>Nijedna takva uplata nije propala niti je otkazana.</translation>
        </message>
        <message>
            <source>{when}: transaction {id} went to user {user} ({who}).</source>
            <translation>{when}: transakcija {id} je otišla korisniku {user} ({who}).</translation>
        </message>
        <message>
            <source>No deposit of this amount went to anybody else at that time.</source>
            <translation>Nijedna uplata u ovom iznosu tada nije otišla nikom drugom.</translation>
        </message>
        <message>
            <source>No transaction of this user went to another one.</source>
            <translation>Nijedna transakcija ovog korisnika nije otišla drugom.</translation>
        </message>
        <message>
            <source>Perhaps one of these: {rows}.</source>
            <translation>Možda neka od ovih: {rows}.</translation>
        </message>
        <message>
            <source>The time or the session narrows it down.</source>
            <translation>Vreme ili sesija sužavaju izbor.</translation>
        </message>
        <message>
            <source>When was it? With a day this can be checked.</source>
            <translation>Kada je to bilo? Sa danom se to može proveriti.</translation>
        </message>
        <message>
            <source>The session is of another user: {rows}.</source>
            <translation>Sesija pripada drugom korisniku: {rows}.</translation>
        </message>
        <message>
            <source>The session is of another user.</source>
            <translation>Sesija pripada drugom korisniku.</translation>
        </message>
        <message>
            <source>{rows}: to this user.</source>
            <translation>{rows}: ovom korisniku.</translation>
        </message>
        <message>
            <source>Equal deposits within a minute: {ids}.</source>
            <translation>Jednake uplate u istom minutu: {ids}.</translation>
        </message>
        <message>
            <source>{commit}: twice its amount.</source>
            <translation>{commit}: dvostruko od iznosa.</translation>
        </message>
        <message>
            <source>{what} One payment or two, the ledger does not say.</source>
            <translation>{what} Jedna uplata ili dve, iz evidencije se ne vidi.</translation>
        </message>
        <message>
            <source>{commit}.</source>
            <translation>{commit}.</translation>
        </message>
        <message>
            <source>One payment page booked {ids}.</source>
            <translation>Jedna stranica za plaćanje je proknjižila {ids}.</translation>
        </message>
        <message>
            <source>No two equal deposits are close to each other.</source>
            <translation>Nema dve jednake uplate koje su blizu jedna drugoj.</translation>
        </message>
        <message>
            <source>{rows}: {said} and the method's fee.</source>
            <translation>{rows}: {said} i naknada za način plaćanja.</translation>
        </message>
        <message>
            <source>{rows}: this method adds a fee; what was paid, the ledger does not say.</source>
            <translation>{rows}: ovaj način dodaje naknadu; koliko je plaćeno, iz evidencije se ne vidi.</translation>
        </message>
        <message>
            <source>{rows}: no fee on top.</source>
            <translation>{rows}: bez dodate naknade.</translation>
        </message>
        <message>
            <source>No deposit with a fee on top.</source>
            <translation>Nema uplate sa dodatom naknadom.</translation>
        </message>
        <message>
            <source>{rows}: what the backend books when a request names no amount.</source>
            <translation>{rows}: toliko bekend knjiži kad zahtev ne navodi iznos.</translation>
        </message>
        <message>
            <source>{rows}: asked for, or booked for want of an amount.</source>
            <translation>{rows}: traženo, ili proknjiženo jer iznosa nije bilo.</translation>
        </message>
        <message>
            <source>No deposit of exactly 2.000 instead of what was paid.</source>
            <translation>Nema uplate od tačno 2.000 umesto plaćenog iznosa.</translation>
        </message>
        <message>
            <source>Every transaction moved the balance its own way.</source>
            <translation>Svaka transakcija je pomerila stanje u svom smeru.</translation>
        </message>
        <message>
            <source>{rows}: the customer says {said}.</source>
            <translation>{rows}: klijent kaže {said}.</translation>
        </message>
        <message>
            <source>No amount is a hundred times too large or too small.</source>
            <translation>Nijedan iznos nije sto puta prevelik ni premali.</translation>
        </message>
        <message>
            <source>{row}: in {currency}, not in the account's currency.</source>
            <translation>{row}: u valuti {currency}, ne u valuti računa.</translation>
        </message>
        <message>
            <source>{when}: the account's currency became {currency} ({who}).</source>
            <translation>{when}: valuta računa je postala {currency} ({who}).</translation>
        </message>
        <message>
            <source>Account and transactions are in {currency}.</source>
            <translation>Račun i transakcije su u valuti {currency}.</translation>
        </message>
        <message>
            <source>There is no balance row yet.</source>
            <translation>Reda sa stanjem još nema.</translation>
        </message>
        <message>
            <source>Every transaction is as it was booked.</source>
            <translation>Svaka transakcija je onakva kakva je proknjižena.</translation>
        </message>
        <message>
            <source>Transaction {id} is not as the change log left it.</source>
            <translation>Transakcija {id} više nije onakva kakva je ostala u dnevniku promena.</translation>
        </message>
        <message>
            <source>{when}: transaction {id} was deleted ({who}).</source>
            <translation>{when}: transakcija {id} je obrisana ({who}).</translation>
        </message>
        <message>
            <source>{when}: transaction {id} was changed ({who}).</source>
            <translation>{when}: transakcija {id} je izmenjena ({who}).</translation>
        </message>
        <message>
            <source>{rows}; the balance did not move.</source>
            <translation>{rows}; stanje se nije promenilo.</translation>
        </message>
        <message>
            <source>Every completed transaction moved the balance.</source>
            <translation>Svaka završena transakcija je promenila stanje.</translation>
        </message>
        <message>
            <source>{when}: {moved} ({who}); no transaction in that commit or near it.</source>
            <translation>{when}: {moved} ({who}); nema transakcije u tom komitu ni blizu njega.</translation>
        </message>
        <message>
            <source>Every change of the balance belongs to a transaction.</source>
            <translation>Svaka promena stanja pripada nekoj transakciji.</translation>
        </message>
        <message>
            <source>{when}: test deposit {id} of {amount} was taken back by transaction {other}.</source>
            <translation>{when}: probna uplata {id} od {amount} stornirana je transakcijom {other}.</translation>
        </message>
        <message>
            <source>{rows}: what it takes back is not recorded.</source>
            <translation>{rows}: šta se stornira, nije zabeleženo.</translation>
        </message>
        <message>
            <source>{when}: transaction {id} was taken back, {amount} ({who}).</source>
            <translation>{when}: transakcija {id} je stornirana, {amount} ({who}).</translation>
        </message>
        <message>
            <source>No credit was taken back.</source>
            <translation>Nijedno pripisivanje nije stornirano.</translation>
        </message>
        <message numerus="yes">
            <source>Since then {count} times, {amount} in all; the last {when}.</source>
            <translation>
                <numerusform>Od tada {count} put, ukupno {amount}; poslednji put {when}.</numerusform>
                <numerusform>Od tada {count} puta, ukupno {amount}; poslednji put {when}.</numerusform>
                <numerusform>Od tada {count} puta, ukupno {amount}; poslednji put {when}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Since then once, {amount}, {when}.</source>
            <translation>Od tada jednom, {amount}, {when}.</translation>
        </message>
        <message>
            <source>{rows}: not in the change log.</source>
            <translation>{rows}: nije u dnevniku promena.</translation>
        </message>
        <message>
            <source>Nothing was spent since it came.</source>
            <translation>Otkako je stiglo, ništa nije potrošeno.</translation>
        </message>
        <message>
            <source>There is no such credit that could have been spent.</source>
            <translation>Nema takvog priliva koji je mogao biti potrošen.</translation>
        </message>
        <message>
            <source>{rows}: booked here.</source>
            <translation>{rows}: proknjiženo ovde.</translation>
        </message>
        <message>
            <source>No test deposit among them.</source>
            <translation>Među njima nema probne uplate.</translation>
        </message>
        <message>
            <source>{amount} of it cannot be spent.</source>
            <translation>Od toga se {amount} ne može potrošiti.</translation>
        </message>
        <message>
            <source>Nothing is held back.</source>
            <translation>Ništa nije zamrznuto.</translation>
        </message>
        <message>
            <source>Transaction {ids} lacks a method or a description: the whole history fails there.</source>
            <translation>Transakciji {ids} nedostaje način plaćanja ili opis: zbog toga pada cela istorija.</translation>
        </message>
        <message>
            <source>Every row can be read.</source>
            <translation>Svaki red se može pročitati.</translation>
        </message>
        <message>
            <source>There is no method {code}: every completion fails.</source>
            <translation>Nema načina {code}: nijedan završetak ne uspeva.</translation>
        </message>
        <message>
            <source>{code} is inactive: every completion fails.</source>
            <translation>{code} nije aktivan: nijedan završetak ne uspeva.</translation>
        </message>
        <message>
            <source>{code} was made only on {when}.</source>
            <translation>{code} je napravljen tek {when}.</translation>
        </message>
        <message>
            <source>There is no method {code} now; whether there was one then is not recorded.</source>
            <translation>Načina {code} sada nema; da li ga je tada bilo, nije zabeleženo.</translation>
        </message>
        <message>
            <source>{code} is inactive now; whether it was then is not recorded.</source>
            <translation>{code} sada nije aktivan; kakav je bio tada, nije zabeleženo.</translation>
        </message>
        <message>
            <source>{code} is active now; whether it was then is not recorded.</source>
            <translation>{code} je sada aktivan; kakav je bio tada, nije zabeleženo.</translation>
        </message>
        <message>
            <source>{code} is active.</source>
            <translation>{code} je aktivan.</translation>
        </message>
        <message>
            <source>{code} worked at that time.</source>
            <translation>{code} je u to vreme radio.</translation>
        </message>
        <message>
            <source>The web page does not report what it showed.</source>
            <translation>Veb-stranica ne javlja šta je prikazala.</translation>
        </message>
        <message>
            <source>On the balance: {rows}. What the web page showed, it does not report.</source>
            <translation>Na stanju: {rows}. Šta je veb-stranica prikazala, ona ne javlja.</translation>
        </message>
        <message>
            <source>No payment came; the success page is drawn from its address alone.</source>
            <translation>Uplata nije stigla; stranica o uspehu crta se samo na osnovu svoje adrese.</translation>
        </message>
        <message>
            <source>The ledger itself says what happened.</source>
            <translation>Sama evidencija kaže šta se desilo.</translation>
        </message>
        <message>
            <source>{rows} by the change log's clock; the marketplace shows another hour.</source>
            <translation>{rows} po satu dnevnika promena; marketplejs prikazuje drugi sat.</translation>
        </message>
        <message>
            <source>There is no transaction whose hour could be compared.</source>
            <translation>Nema transakcije čije bi se vreme moglo uporediti.</translation>
        </message>
        <message>
            <source>{rows}: the marketplace shows the same hour.</source>
            <translation>{rows}: marketplejs prikazuje isti sat.</translation>
        </message>
        <message>
            <source>Whether the backend could read the balance, only its answer told.</source>
            <translation>Da li je bekend mogao da pročita stanje, rekao je samo njegov odgovor.</translation>
        </message>
        <message>
            <source>The balance is {amount}; a 0 on the page may have been a failed reading.</source>
            <translation>Stanje je {amount}; 0 na stranici možda je neuspelo čitanje.</translation>
        </message>
        <message>
            <source>Since {when} the balance was {amount}: a 0 then may be a failed reading.</source>
            <translation>Od {when} stanje je bilo {amount}: 0 je tada moglo biti neuspelo čitanje.</translation>
        </message>
        <message>
            <source>The balance really was 0.</source>
            <translation>Stanje je zaista bilo 0.</translation>
        </message>
        <message>
            <source>It changed {when}; what a screen showed then is not recorded.</source>
            <translation>Stanje se promenilo {when}; šta je ekran tada prikazivao, nije zabeleženo.</translation>
        </message>
        <message>
            <source>Nothing changed that a screen could have missed.</source>
            <translation>Nije bilo promene koju je ekran mogao da propusti.</translation>
        </message>
        <message>
            <source>{what}: what belongs to it may be missing in the change log.</source>
            <translation>{what}: ono što tome pripada možda nedostaje u dnevniku promena.</translation>
        </message>
    </context>
</TS>
