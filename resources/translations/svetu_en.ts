<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
    <context>
        <name>AccountFigures</name>
        <message numerus="yes">
            <source>{count} changes</source>
            <translation>
                <numerusform>{count} change</numerusform>
                <numerusform>{count} changes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AuditView</name>
        <message numerus="yes">
            <source>{count} acts with money, files and operators, each sealed with the one before it. No entry was changed or taken out.</source>
            <translation>
                <numerusform>{count} act with money, files and operators, sealed with the one before it. No entry was changed or taken out.</numerusform>
                <numerusform>{count} acts with money, files and operators, each sealed with the one before it. No entry was changed or taken out.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CurveView</name>
        <message numerus="yes">
            <source>Course of the balance, {count} steps, now {money}</source>
            <translation>
                <numerusform>Course of the balance, {count} step, now {money}</numerusform>
                <numerusform>Course of the balance, {count} steps, now {money}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DepositWiring</name>
        <message numerus="yes">
            <source>Of {count} test deposits it is not known whether they were booked.</source>
            <translation>
                <numerusform>Of {count} test deposit it is not known whether it was booked.</numerusform>
                <numerusform>Of {count} test deposits it is not known whether they were booked.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>EvidenceDialog</name>
        <message numerus="yes">
            <source>{count} characters too many.</source>
            <translation>
                <numerusform>{count} character too many.</numerusform>
                <numerusform>{count} characters too many.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ExportWiring</name>
        <message numerus="yes">
            <source>Export {count} transactions</source>
            <translation>
                <numerusform>Export {count} transaction</numerusform>
                <numerusform>Export {count} transactions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} transactions of #{user} are in {path}.</source>
            <translation>
                <numerusform>{count} transaction of #{user} is in {path}.</numerusform>
                <numerusform>{count} transactions of #{user} are in {path}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HypothesisCard</name>
        <message numerus="yes">
            <source>Show {count} rows</source>
            <translation>
                <numerusform>Show {count} row</numerusform>
                <numerusform>Show {count} rows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Show {count} commits</source>
            <translation>
                <numerusform>Show {count} commit</numerusform>
                <numerusform>Show {count} commits</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HypothesisList</name>
        <message numerus="yes">
            <source>Hide the {count} excluded</source>
            <translation>
                <numerusform>Hide the {count} excluded</numerusform>
                <numerusform>Hide the {count} excluded</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} excluded: show them</source>
            <translation>
                <numerusform>{count} excluded: show them</numerusform>
                <numerusform>{count} excluded: show them</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RecordsView</name>
        <message numerus="yes">
            <source>{count} shown, there are older ones</source>
            <translation>
                <numerusform>{count} shown, there are older ones</numerusform>
                <numerusform>{count} shown, there are older ones</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} in all</source>
            <translation>
                <numerusform>{count} in all</numerusform>
                <numerusform>{count} in all</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StatusBarView</name>
        <message numerus="yes">
            <source>{count} events</source>
            <translation>
                <numerusform>{count} event</numerusform>
                <numerusform>{count} events</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TransactionsPanel</name>
        <message numerus="yes">
            <source>{count} rows are marked</source>
            <translation>
                <numerusform>{count} row is marked</numerusform>
                <numerusform>{count} rows are marked</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TravelView</name>
        <message numerus="yes">
            <source>{count} transactions</source>
            <translation>
                <numerusform>{count} transaction</numerusform>
                <numerusform>{count} transactions</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>gap</name>
        <message numerus="yes">
            <source>{count} rows did not fit while paused</source>
            <translation>
                <numerusform>{count} row did not fit while paused</numerusform>
                <numerusform>{count} rows did not fit while paused</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>payment page</name>
        <message numerus="yes">
            <source>credited {count} times</source>
            <translation>
                <numerusform>credited {count} time</numerusform>
                <numerusform>credited {count} times</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>verdict</name>
        <message numerus="yes">
            <source>Agrees with {count} of {count} transactions</source>
            <translation>
                <numerusform>Agrees with {count} of {count} transaction</numerusform>
                <numerusform>Agrees with {count} of {count} transactions</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>why</name>
        <message numerus="yes">
            <source>Since then {count} times, {amount} in all; the last {when}.</source>
            <translation>
                <numerusform>Since then {count} time, {amount} in all; the last {when}.</numerusform>
                <numerusform>Since then {count} times, {amount} in all; the last {when}.</numerusform>
            </translation>
        </message>
    </context>
</TS>
