"""Chances in sentences: a number only where it is one, else the word of the scale, turned by a negation."""
# ruff: noqa: E501 - a sentence reads best on one line

import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain import chance
from ledger.domain import phrases
from ledger.domain.credence import ONE
from ledger.domain.hearing import may_hang
from ledger.domain.hearing import may_speak
from ledger.domain.scales import NAMES
from ledger.domain.scales import PRESCRIBED
from ledger.errors import UnreadableError

# The chance of the sentence's event, its stance, and a flag that has to be there.
SENTENCES = (
    ("Inflation falls to 2 % by June", None, "affirm", None),
    ("Tesla gains 20%+", None, "affirm", None),
    ("The party wins <18% of seats", None, "affirm", None),
    ("5 % growth is very likely", "0.86", "affirm", None),
    ("100 % electric by 2030", None, "affirm", None),
    ("a good chance of 5 % growth", "0.7", "affirm", None),
    ("the probability that unemployment tops 6 % is 40 %", "0.4", "deny", None),
    ("There is a 70% chance of rain", "0.7", "affirm", None),
    ("There's a 70% probability that it ships", "0.7", "affirm", None),
    ("I'm 90% sure it ships", "0.9", "affirm", None),
    ("I am 95 percent confident that Tesla ships", "0.95", "affirm", None),
    ("I put it at 70 %", "0.7", "affirm", None),
    ("odds of 3 to 1", "0.75", "affirm", None),
    ("There's a one in four chance that it fails", "0.25", "deny", None),
    ("9 out of 10 chances", "0.9", "affirm", None),
    ("He gives it a 30% chance", "0.3", "deny", None),
    ("The odds are 2 to 1 against", "0.333333333333", "deny", None),
    ("a 50-50 chance", "0.5", None, None),
    ("It's a coin flip", "0.5", None, None),
    ("more than 60% chance of a recession", "0.6", "affirm", "at least"),
    ("at least an 80% chance", "0.8", "affirm", "at least"),
    ("less than 10% chance", "0.1", "deny", "at most"),
    ("a 60-70% chance of a cut", "0.65", "affirm", None),
    ("The probability is 0.7", "0.7", "affirm", None),
    ("probability of 70% that it lands", "0.7", "affirm", None),
    ("p = 0.85", "0.85", "affirm", None),
    ("seventy percent chance", "0.7", "affirm", None),
    ("There is a 20% chance it does not ship", "0.8", "affirm", "negated"),
    ("It will probably rain", "0.7", "affirm", None),
    ("It probably won't rain", "0.3", "deny", "negated"),
    ("It will almost certainly not happen", "0.07", "deny", None),
    ("It is likely", "0.72", "affirm", None),
    ("It is unlikely", "0.19", "deny", None),
    ("It is not likely", "0.19", "deny", None),
    ("It's very unlikely that he wins", "0.08", "deny", None),
    ("He is highly likely to win", "0.86", "affirm", None),
    ("He might win", "0.39", None, None),
    ("He may win", "0.42", None, None),
    ("He may not win", "0.58", None, None),
    ("It could happen", "0.4", None, None),
    ("Possibly next year", "0.41", None, None),
    ("May 2027 is when it ships", None, "affirm", None),
    ("It ships in May", None, "affirm", None),
    ("AI may pass the exam by 2030", "0.42", None, None),
    ("There's no chance that it gets any", "0.01", "deny", None),
    ("no way this ships", "0.01", "deny", None),
    ("It is impossible", "0.01", "deny", None),
    ("It's not impossible", "0.2", None, None),
    ("It can't be ruled out", "0.2", None, None),
    ("I expect rates to fall", "0.75", "affirm", None),
    ("We believe demand doubles", "0.74", "affirm", None),
    ("I think he wins", "0.74", "affirm", None),
    ("I don't think he wins", None, "deny", None),
    ("I doubt that he wins", "0.23", "deny", None),
    ("No doubt he wins", "0.94", "affirm", None),
    ("He will win", None, "affirm", None),
    ("He will not win", None, "deny", None),
    ("He won't win", None, "deny", None),
    ("There will be no recession in 2026", None, "deny", None),
    ("He is certain to win", "0.94", "affirm", None),
    ("a certain amount of growth", None, "affirm", None),
    ("It is certain that he wins", "0.94", "affirm", None),
    ("as soon as possible", None, "affirm", None),
    ("Earnings grow faster than expected", None, "affirm", None),
    ("The company aims to ship by June", None, "affirm", "goal"),
    ("We plan to open 30 stores", None, "affirm", "goal"),
    ("The plan to open stores fails", None, "affirm", None),
    ("the rocket launch plan will probably succeed", "0.7", "affirm", None),
    ("Our goal is to reach Mars", None, "affirm", "goal"),
    ("If rates fall, stocks will rise", None, "affirm", "conditional"),
    ("It will likely ship unless the war goes on", "0.72", "affirm", "conditional"),
    ("Reportedly, Apple will probably buy it", "0.7", "affirm", "reported"),
    ("Maybe", "0.44", None, None),
    ("Perhaps he wins", "0.44", None, None),
    ("It will definitely ship", "0.94", "affirm", None),
    ("It's guaranteed", "0.94", "affirm", None),
    ("chances are he wins", "0.72", "affirm", None),
    ("chances are slim", "0.12", "deny", None),
    ("There's a slim chance", "0.12", "deny", None),
    ("There's little chance of that", "0.12", "deny", None),
    ("a real possibility", "0.54", None, None),
    ("serious possibility of war", "0.62", None, None),
    ("there is a possibility of war", "0.41", None, None),
    ("He will likely not run", "0.28", "deny", None),
    ("it's not very likely", None, "deny", "unread negation"),
    ("It's hardly likely", None, "deny", "unread negation"),
    ("He is unlikely not to run", None, None, None),
    ("more likely than not", "0.6", "affirm", None),
    ("better than even", "0.58", "affirm", None),
    ("The chance of rain is 40%", "0.4", "deny", None),
    ("chance of rain: 40%", "0.4", "deny", None),
    ("The chances of a 2% rise are 80%", "0.8", "affirm", None),
    ("80% of people will use it", None, "affirm", None),
    ("Sales rise 70 percent, probably", "0.7", "affirm", None),
    ("the fund returns 10% with high probability", "0.82", "affirm", None),
    ("It will probably reach 80%", "0.7", "affirm", None),
    ("a 5% chance", "0.05", "deny", None),
    ("1% chance of winning", "0.01", "deny", None),
    ("Musk says 100% it ships", None, "affirm", None),
    ("I'm 100% certain it ships", "1", "affirm", None),
    ("99.9% certain", "0.999", "affirm", None),
    ("I guarantee it", None, "affirm", None),
    ("It should ship in June", "0.75", "affirm", None),
    ("Tesla is on track to deliver 2 million cars", "0.78", "affirm", None),
    ("poised to win", "0.78", "affirm", None),
    ("They could possibly win", "0.41", None, "several"),
    ("It is possible but unlikely", "0.41", None, None),
    ("很可能发布", "0.8", "affirm", None),
    ("很可能不会发布", "0.2", "deny", None),
    ("不太可能发布", "0.18", "deny", None),
    ("不可能", "0.02", "deny", None),
    ("几乎不可能实现", "0.04", "deny", None),
    ("可能会降息", "0.45", None, None),
    ("有可能降息", "0.45", None, None),
    ("不排除降息的可能", "0.25", None, None),
    ("大概率会降息", "0.8", "affirm", None),
    ("极有可能", "0.9", "affirm", None),
    ("有70%的可能性", "0.7", "affirm", None),
    ("70%的概率会成功", "0.7", "affirm", None),
    ("概率为70%", "0.7", "affirm", None),
    ("成功概率超过60%", "0.6", "affirm", "at least"),
    ("有七成把握", "0.7", "affirm", None),
    ("七成概率", "0.7", "affirm", None),
    ("产能提升三成", None, "affirm", None),
    ("增长20%", None, "affirm", None),
    ("通胀降至2%", None, "affirm", None),
    ("百分之七十的概率", "0.7", "affirm", None),
    ("五五开", "0.5", None, None),
    ("一定会成功", "0.96", "affirm", None),
    ("肯定会涨", "0.96", "affirm", None),
    ("必将成功", "0.96", "affirm", None),
    ("有望突破", "0.65", "affirm", None),
    ("或将推迟", "0.5", None, None),
    ("不会降息", None, "deny", None),
    ("没有衰退", None, "deny", None),
    ("将会发布", None, "affirm", None),
    ("会议将在六月举行", None, "affirm", None),
    ("这是一个机会", None, "affirm", None),
    ("困难很大", None, "affirm", None),
    ("大概10个月", None, "affirm", None),
    ("大概会降", "0.65", "affirm", None),
    ("力争年底前完成", None, "affirm", "goal"),
    ("计划明年发布", None, "affirm", "goal"),
    ("发射计划将推迟", None, "affirm", None),
    ("发射计划很可能推迟", "0.8", "affirm", None),
    ("目标是100万辆", None, "affirm", "goal"),
    ("如果降息，股市很可能上涨", "0.8", "affirm", "conditional"),
    ("据称将发布", None, "affirm", "reported"),
    ("未必成功", "0.35", None, None),
    ("也许会", "0.42", None, None),
    ("预计增长5%", "0.75", "affirm", None),
    ("业绩超预期", None, "affirm", None),
    ("很难实现", "0.13", "deny", None),
    ("很难想象他会赢", None, "affirm", None),
    ("小概率", "0.09", "deny", None),
    ("可能性很大", "0.8", "affirm", None),
    ("可能性不大", "0.18", "deny", None),
    ("可能性为30%", "0.3", "deny", None),
    ("几乎肯定会赢", "0.94", "affirm", None),
    ("十有八九会赢", "0.85", "affirm", None),
    ("多半会输", "0.7", "affirm", None),
    ("应该会赢", "0.7", "affirm", None),
    ("不会很可能", None, None, None),
    ("很有可能不", "0.2", "deny", None),
    ("不是没有可能", "0.25", None, None),
    ("无人驾驶将普及", None, "affirm", None),
    ("年内不降息", None, "deny", None),
    ("未来三年实现盈利", None, "affirm", None),
    ("不到10%的概率", "0.1", "deny", "at most"),
    ("至少有80%的把握", "0.8", "affirm", "at least"),
    ("将不再销售燃油车", None, "deny", None),
    ("預計明年發布", "0.75", "affirm", None),
    ("極有可能成功", "0.9", "affirm", None),
    ("Revenue likely grew 20% last quarter", "0.72", "affirm", None),
    ("We see a 35 percent probability of recession this year", "0.35", "deny", None),
    ("The bank put the odds of a recession at 60%", "0.6", "affirm", None),
    ("Goldman puts the probability of a cut in March at 75 percent", "0.75", "affirm", None),
    ("Markets price in an 80% chance of a hike", "0.8", "affirm", None),
    ("There is less than a 5% chance that the deal closes", "0.05", "deny", "at most"),
    ("The chance that he resigns is below 10%", "0.1", "deny", "at most"),
    ("odds are 4:1 that it fails", "0.8", "affirm", None),
    ("I'd say 80% that we ship", "0.8", "affirm", None),
    ("80% confident we ship by Friday", "0.8", "affirm", None),
    ("confidence: 65%", "0.65", "affirm", None),
    ("The model has 95% confidence intervals", None, "affirm", None),
    ("a 95% confidence level", None, "affirm", None),
    ("unemployment rises to 5% with a probability of 30%", "0.3", "deny", None),
    ("a probability of 1 in 10", "0.1", "deny", None),
    ("GDP growth of 3% is possible", "0.41", None, None),
    ("GDP growth of 3% is almost certain", "0.93", "affirm", None),
    ("GDP will possibly shrink by 1%", "0.41", None, None),
    ("It is highly improbable that the bill passes", "0.08", "deny", None),
    ("The bill is all but certain to pass", "0.93", "affirm", None),
    ("The bill has a decent chance of passing", "0.7", "affirm", None),
    ("The bill is a long shot", "0.15", "deny", None),
    ("I would bet it passes", None, "affirm", None),
    ("He's a sure thing", "0.93", "affirm", None),
    ("There is no doubt it fails", "0.94", "affirm", None),
    ("The chance is remote", None, "deny", "not on the scale"),
    ("a remote possibility", "0.08", "deny", None),
    ("Nobody will likely notice", None, None, "unread negation"),
    ("AI will never replace doctors", None, "deny", None),
    ("It can never happen", None, "deny", None),
    ("It's virtually impossible to win", "0.04", "deny", None),
    ("It will not possibly happen", None, None, None),
    ("Stocks should recover", "0.75", "affirm", None),
    ("If the war ends, oil could fall", "0.4", None, "conditional"),
    ("Even if the war ends, oil will likely rise", "0.72", "affirm", None),
    ("He wants to be president", None, "affirm", "goal"),
    ("He hopes to ship", None, "affirm", "goal"),
    ("They intend to ship", None, "affirm", "goal"),
    ("We're targeting 2 million units", None, "affirm", "goal"),
    ("The company is planning to list in 2027", None, "affirm", "goal"),
    ("Its plans to list will probably fail", "0.7", "affirm", None),
    ("The goal will be missed", None, "affirm", None),
    ("Rates aren't going to fall", None, "deny", None),
    ("Rates will no longer fall", None, "deny", None),
    ("It isn't likely to ship", "0.19", "deny", None),
    ("It is not expected to ship", None, "deny", "unread negation"),
    ("It won't necessarily ship", None, "deny", None),
    ("He will presumably win", "0.7", "affirm", None),
    ("In all likelihood, he wins", "0.72", "affirm", None),
    ("Odds are he wins", "0.6", "affirm", None),
    ("It's extremely unlikely", "0.08", "deny", None),
    ("It is overwhelmingly likely", "0.92", "affirm", None),
    ("quite likely", "0.86", "affirm", None),
    ("very probably", "0.86", "affirm", None),
    ("There's a fair chance", None, None, "not on the scale"),
    ("The likelihood is high", None, "affirm", None),
    ("with 90% certainty", "0.9", "affirm", None),
    ("a 3 in 5 chance", "0.6", "affirm", None),
    ("There's a 60% chance they'll cut and a 40% chance they won't", None, None, "several"),
    ("50% chance", "0.5", None, None),
    ("100% chance", "1", "affirm", None),
    ("0% chance", "0", "deny", None),
    ("a zero chance", "0.01", "deny", None),
    ("An outside chance", "0.12", "deny", None),
    ("it may well happen", "0.42", None, None),
    ("might not", "0.61", None, None),
    ("could not", "0.6", None, None),
    ("I believe it will not happen", "0.26", "deny", None),
    ("We expect no recession", "0.25", "deny", None),
    ("Probably no recession", "0.3", "deny", None),
    ("There probably will be no recession", "0.3", "deny", None),
    ("很有可能在年底前完成", "0.8", "affirm", None),
    ("极不可能发生", "0.04", "deny", None),
    ("基本不可能", "0.04", "deny", None),
    ("不大可能成功", "0.18", "deny", None),
    ("成功的可能性极小", "0.09", "deny", None),
    ("有八成的把握", "0.8", "affirm", None),
    ("八成以上的概率", "0.8", "affirm", "at least"),
    ("概率大约是40%", "0.4", "deny", None),
    ("胜算有六成", "0.6", "affirm", None),
    ("降息25个基点的概率为75%", "0.75", "affirm", None),
    ("降息概率高达90%", "0.9", "affirm", None),
    ("市场份额超过30%的可能性很大", "0.8", "affirm", None),
    ("失业率升至5%很可能", "0.8", "affirm", None),
    ("增长率可能达到5%", "0.45", None, None),
    ("不可能不涨", None, None, None),
    ("不会不涨", None, "affirm", None),
    ("一定不会", "0.04", "deny", None),
    ("肯定不会涨", "0.04", "deny", None),
    ("绝对不会", None, "deny", None),
    ("未必会涨", "0.35", None, None),
    ("难以实现盈利", "0.13", "deny", None),
    ("或许明年", "0.42", None, None),
    ("说不定会赢", "0.42", None, None),
    ("没准能成", "0.42", None, None),
    ("恐怕不会", "0.18", "deny", None),
    ("恐怕会输", "0.65", "affirm", None),
    ("估计会输", "0.7", "affirm", None),
    ("估计3年后", None, "affirm", None),
    ("预计不会降息", "0.25", "deny", None),
    ("预计将降息", "0.75", "affirm", None),
    ("有信心完成", "0.78", "affirm", None),
    ("旨在实现目标", None, "affirm", "goal"),
    ("拟于6月上市", None, "affirm", "goal"),
    ("模拟结果显示", None, "affirm", None),
    ("该计划将于明年启动", None, "affirm", None),
    ("五年计划可能推迟", "0.45", None, None),
    ("除非战争结束，否则不会降息", None, "deny", "conditional"),
    ("一旦发布，很可能大卖", "0.8", "affirm", "conditional"),
    ("据报道，苹果可能收购", "0.45", None, "reported"),
    ("无法排除衰退", "0.25", None, None),
    ("尽可能快", None, "affirm", None),
    ("不一定", "0.35", None, None),
    ("几乎可以肯定", "0.94", "affirm", None),
    ("毫无疑问会赢", "0.96", "affirm", None),
    ("板上钉钉", "0.96", "affirm", None),
    ("有30%到40%的概率", "0.35", "deny", None),
    ("大概率不会", "0.2", "deny", None),
    ("希望明年实现", None, "affirm", "goal"),
    ("有希望赢", "0.65", "affirm", None),
    ("The Fed isn't going to raise rates, probably.", "0.3", "deny", "negated"),
    ("It may or may not happen.", None, None, "not on the scale"),
    ("It might not be likely.", None, None, "unread negation"),
    ("The chance of rain is low.", None, "deny", "not on the scale"),
    ("P(doom) = 20%", "0.2", "deny", None),
    ("It's hard to imagine that it fails.", None, "deny", "not on the scale"),
    ("It's hard to imagine that it does not fail.", None, "affirm", "not on the scale"),
    ("I am confident it will not fail.", None, "deny", "not on the scale"),
    ("There isn't any chance.", "0.01", "deny", None),
    ("There isn't much chance of rain.", "0.12", "deny", None),
    ("Somewhere between 60 and 70 percent likely.", "0.65", "affirm", None),
    ("It's not a sure thing.", None, None, "not on the scale"),
    ("It is by no means certain.", None, None, "not on the scale"),
    ("It's impossible to say.", None, None, "not on the scale"),
    ("概率很高。", "0.8", "affirm", None),
    ("胜算不大。", "0.18", "deny", None),
    ("估计有三百人参加。", None, "affirm", None),
    ("Few expect the bill to pass.", None, "deny", "not on the scale"),
    ("No one expects the bill to pass.", None, "deny", "not on the scale"),
    ("The odds are stacked against him.", None, "deny", "not on the scale"),
    ("There's a small but real chance of failure.", None, None, "not on the scale"),
    ("There's a risk that rates rise.", None, None, "not on the scale"),
    ("Plans to expand will likely fail.", "0.72", "affirm", None),
    ("It's not if but when.", None, "affirm", "not on the scale"),
    ("Hopefully we ship by June.", None, "affirm", "not on the scale"),
    ("我认为明年能发布。", None, "affirm", "not on the scale"),
    ("我不认为明年能发布。", None, "deny", "negated"),
    # A number beside "maybe", a doubt that is none, comparatives, the month, and words of no scale.
    ("There is maybe a 20% chance we get there.", "0.2", "deny", None),
    ("My confidence is around 0.8.", "0.8", "affirm", None),
    ("The odds of a recession are 3 to 1 against.", "0.25", "deny", None),
    ("There's little doubt that AI will change medicine.", None, "affirm", "not on the scale"),
    ("A rate cut is less likely now.", None, None, "not on the scale"),
    ("It's as likely as not to rain.", "0.5", None, None),
    ("Chances are good that he wins.", "0.7", "affirm", None),
    ("It's a near certainty that inflation falls.", "0.93", "affirm", None),
    ("May is the launch month.", None, "affirm", None),
    ("AI May Pass The Exam By 2030", "0.42", None, None),
    ("Company To Launch Phone In May", None, "affirm", None),
    ("I'd be shocked if it happens.", None, "deny", "not on the scale"),
    ("I'd be shocked if not.", None, "affirm", "not on the scale"),
    ("I would not be surprised if it ships.", None, None, "not on the scale"),
    ("I'm not sure it will ship.", None, None, "not on the scale"),
    ("There's a chance it rains.", None, None, "not on the scale"),
    ("There's a chance of 30% that it rains.", "0.3", "deny", None),
    ("加息几无可能。", "0.04", "deny", None),
    ("八成会失败。", "0.7", "affirm", None),
    ("我不确定明年能发布。", None, None, "not on the scale"),
    # Clauses, asides, questions, and figures in whole sentences.
    ("By June, the Fed will not cut rates.", None, "deny", "negated"),
    ("Despite the hype, VR headsets will not replace phones by 2030.", None, "deny", "negated"),
    ("As we said in January, margins won't recover before 2027.", None, "deny", "negated"),
    ("Tesla, which has never met a deadline, will ship the Roadster in 2027.", None, "affirm", None),
    ("The Fed, not the Treasury, will act in June.", None, "affirm", None),
    ("Although it failed last year, the bill will pass in 2026.", None, "affirm", None),
    ("There will, however, be no recession in 2026.", None, "deny", "negated"),
    ("Companies that do not adapt will fail.", None, "affirm", None),
    ("People who don't use AI will lose their jobs.", None, "affirm", None),
    ("Companies that are likely to fail will be sold.", None, "affirm", None),
    ("If it does not rain we will go.", None, "affirm", "conditional"),
    ("If a deal is likely we will sell.", None, "affirm", "conditional"),
    ("Although a recession is unlikely, growth will slow.", None, "affirm", None),
    ("Stocks will fall because a recession is likely.", None, "affirm", None),
    ("He won't resign, but he will lose the vote in June.", None, None, "several"),
    ("The deal is dead; it will not be revived in 2026.", None, "deny", "negated"),
    ("Without a deal, the market will crash in June.", None, "affirm", None),
    ("Make no mistake, the bubble will burst.", None, "affirm", None),
    ("The Fed will cut rates, not raise them.", None, "affirm", None),
    ("Not only will Tesla deliver, it will double sales.", None, "affirm", None),
    ("It was thought unlikely, but he will win in June.", None, "affirm", None),
    ("In all likelihood, by June, the Fed will not cut.", "0.28", "deny", "negated"),
    ("It's likely, if nothing changes, that the Fed will not cut.", "0.28", "deny", "conditional"),
    ("Should Trump win, tariffs will rise.", None, "affirm", "conditional"),
    ("In the event of a ceasefire, oil would fall to $55.", None, "affirm", "conditional"),
    ("I wonder if the Fed will cut in June.", None, None, "not on the scale"),
    ("Will the Fed cut in March?", None, None, "question"),
    ("Could this be the year of Linux on the desktop?", None, None, "question"),
    ("The most likely outcome is a coalition.", None, "affirm", "not on the scale"),
    ("A likely candidate will be named in June.", None, "affirm", None),
    ("The unlikely hero will win the cup.", None, "affirm", None),
    ("We will hire as many people as possible this year.", None, "affirm", None),
    ("Women are twice as likely to win.", None, None, "not on the scale"),
    ("It's less than likely that he runs.", None, None, "not on the scale"),
    ("Stocks will go up, perhaps by 20 %.", None, "affirm", None),
    ("We expect to ship it by the end of the year, maybe sooner.", "0.75", "affirm", None),
    ("I'm not 100% sure he'll run.", None, None, "unread negation"),
    ("There is not a 1% chance that he'll run.", None, None, "unread negation"),
    ("The probability of no deal is 40%.", "0.6", "affirm", "negated"),
    ("The probability that unemployment tops 6.5 % is 40 %.", "0.4", "deny", None),
    ("JPMorgan raised its recession odds to 60% from 40%.", "0.6", "affirm", None),
    ("The chances of a June cut have risen to 75%.", "0.75", "affirm", None),
    ("My p(doom) is 20%.", "0.2", "deny", None),
    ("Prob 80%: the Fed cuts in June.", "0.8", "affirm", None),
    ("With a probability of 0.9 the bill passes.", "0.9", "affirm", None),
    ("The probability exceeds 90%.", "0.9", "affirm", "at least"),
    ("We see a two-thirds chance that Labour wins.", "0.666666666667", "affirm", None),
    ("I'm at 70% that AGI arrives by 2030.", "0.7", "affirm", None),
    ("It's 60/40 in favor of a deal.", "0.6", "affirm", None),
    ("They will split the profits 50/50.", None, "affirm", None),
    ("A chance of up to 30%.", "0.3", "deny", "at most"),
    ("It's nearly impossible to win.", "0.04", "deny", None),
    ("It's almost guaranteed to pass.", "0.93", "affirm", None),
    ("I truly think we'll see a correction this year.", "0.74", "affirm", None),
    ("A default is out of the question.", None, "deny", "not on the scale"),
    ("We can rule out a recession.", None, "deny", "not on the scale"),
    ("The Fed doesn't rule out a hike.", "0.2", None, None),
    ("I would eat my hat if it ships by June.", None, "deny", "not on the scale"),
    ("It would be a miracle if it ships by June.", None, "deny", "not on the scale"),
    ("Anyone who thinks rates will fall is wrong.", None, "deny", "not on the scale"),
    ("There's no guarantee that it ships.", None, None, "not on the scale"),
    ("A crash is inevitable in 2026.", None, "affirm", "not on the scale"),
    ("SpaceX plans a Mars launch in 2026.", None, "affirm", "goal"),
    ("The ministry targets 5 % growth in 2026.", None, "affirm", "goal"),
    ("The targets for June will be missed.", None, "affirm", None),
    ("Our goal is 10,000 units by June.", None, "affirm", "goal"),
    ("They hope that rates will fall.", None, "affirm", "goal"),
    ("The minister will resign if the vote fails.", None, "affirm", "conditional"),
    ("Tesla is likely to open in 上海 in 2026.", "0.72", "affirm", None),
    ("到六月，美联储不会降息。", None, "deny", "negated"),
    ("哪怕降息，房价也不会上涨。", None, "deny", "negated"),
    ("不会使用人工智能的人将被淘汰。", None, "affirm", None),
    ("特斯拉从未按时交付，这次会在2027年发布。", None, "affirm", None),
    ("他不会辞职，但会输掉六月的投票。", None, None, "several"),
    ("如无意外，他会当选。", None, "affirm", "conditional"),
    ("不仅会降息，而且会降准。", None, "affirm", None),
    ("公司撑不过明年。", None, "deny", "negated"),
    ("明年赚不到钱。", None, "deny", "negated"),
    ("失业率超过6%的概率是40%。", "0.4", "deny", None),
    ("不降息的概率为13%。", "0.87", "affirm", "negated"),
    ("不降息的可能性很大。", "0.2", "deny", "negated"),
    ("高盛将衰退概率上调至35%。", "0.35", "deny", None),
    ("降息的概率接近90%。", "0.9", "affirm", None),
    ("三分之二的可能会赢。", "0.666666666667", "affirm", None),
    ("我百分之百确定他会来。", "1", "affirm", None),
    ("有五成把握。", "0.5", None, None),
    ("电动车占比将达到五成。", None, "affirm", None),
    ("通过的可能性为零。", "0.02", "deny", None),
    ("通过的可能性几乎为零。", "0.04", "deny", None),
    ("通过的可能性并不大。", "0.18", "deny", None),
    ("没有降息的可能。", "0.02", "deny", None),
    ("六月降息的可能性已经排除。", None, "deny", "not on the scale"),
    ("可以排除加息的可能。", None, "deny", "not on the scale"),
    ("不能完全排除加息的可能性。", "0.25", None, None),
    ("通过的可能性越来越大。", None, None, "not on the scale"),
    ("最有可能的结果是平局。", None, None, "not on the scale"),
    ("达到历史最高的概率极低。", "0.09", "deny", None),
    ("有可能也有可能不会。", None, None, "not on the scale"),
    ("他一定赢。", "0.96", "affirm", None),
    ("有一定概率会失败。", None, None, "not on the scale"),
    ("公司得到肯定，明年将扩产。", None, "affirm", None),
    ("项目大概需要两年完成。", None, "affirm", None),
    ("预计2027年前不会有大规模裁员。", "0.25", "deny", "negated"),
    ("没人预计到明年会加息。", None, None, "unread negation"),
    ("他不赢才怪。", None, "affirm", "not on the scale"),
    ("如果他赢了我就吃掉帽子。", None, "deny", "conditional"),
    ("这事没戏。", None, "deny", "not on the scale"),
    ("交付没问题。", None, "affirm", "not on the scale"),
    ("今年难有起色。", None, "deny", "not on the scale"),
    ("很难保证年内盈利。", None, None, "not on the scale"),
    ("他会不会辞职很难说。", None, None, "not on the scale"),
    ("他会辞职吗？", None, None, "question"),
    ("公司拟裁员5%。", None, "affirm", "goal"),
    ("扩产计划可能推迟。", "0.45", None, None),
    ("和平计划很可能被否决。", "0.8", "affirm", None),
    ("我们希望年内完成谈判。", None, "affirm", "goal"),
    ("公司没有希望在年内上市。", None, "deny", "not on the scale"),
    ("以盈利为目标。", None, "affirm", "goal"),
    ("万一战争爆发，油价将涨到200美元。", None, "affirm", "conditional"),
    ("知情人士称苹果将收购迪士尼。", None, "affirm", "reported"),
    ("聯準會極有可能在九月降息。", "0.9", "affirm", None),
    ("大機率會降息。", "0.8", "affirm", None),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "p", "stance", "flag"), SENTENCES)
def test_sentences(sentence: str, p: str | None, stance: str | None, flag: str | None) -> None:
    """Each sentence gives the chance that its words say of its event, or no number."""
    found = chance.read(sentence)
    assert found.p == (None if p is None else round(Fraction(p) * ONE))
    assert found.stance == stance
    assert flag is None or flag in found.flags
    if found.words is not None:
        assert found.words in sentence
    # Nothing that is heard is passed over by the quick look of an import.
    assert may_speak(sentence) or (found.words is None and "conditional" not in found.flags)
    assert may_hang(sentence) or "conditional" not in found.flags


@pytest.mark.parametrize(
    ("statement", "sentence", "p", "stance"),
    [
        ("iPhone gets a share", "there's a good chance that it gets one", 70, "affirm"),
        ("iPhone gets a share", "there's no chance that it gets any", 1, "deny"),
        ("iPhone gets no significant share", "there's no chance that it gets any", 99, "affirm"),
        ("iPhone gets no significant share", "there's a good chance that it gets one", 30, "deny"),
        ("不会降息", "很可能降息", 20, "deny"),
        ("不会降息", "降息几乎不可能", 96, "affirm"),
    ],
)
def test_the_four_corners(statement: str, sentence: str, p: int, stance: str) -> None:
    """A chance is about the event; of a negative statement it is turned once more."""
    found = chance.of_statement(chance.read(sentence), statement)
    assert (found.p, found.stance) == (p * ONE // 100, stance)
    assert found.low is not None
    assert found.high is not None
    assert found.p is not None
    assert found.low <= found.p <= found.high


@pytest.mark.parametrize("row", phrases.SCALE, ids=lambda row: row.phrase)
def test_every_spelling_is_heard(row: phrases.Phrase) -> None:
    """Each spelling of the scale, in a sentence, gives its row's figures, unless a guard says otherwise."""
    for word in (row.phrase, *filter(None, row.variants.split("|"))):
        if word in ("certain", "五成", "九成把握"):  # guarded; stated as a number
            continue
        found = chance.read(f"they {word} so" if row.lang == "en" else f"这{word}发生")
        assert word in (found.words or ""), word
        assert found.basis == "words"
        assert found.stance == row.stance
        assert found.p == row.point * ONE // 100


@pytest.mark.parametrize("name", NAMES)
def test_scales_hold_together(name: str) -> None:
    """On every scale low <= point <= high, within 0 and 100."""
    for word, meaning in PRESCRIBED.get(name, {}).items():
        assert 0 <= meaning.low <= meaning.point <= meaning.high <= 100, word


def test_another_scale() -> None:
    """A prescribed scale reads its own words, and gives no number for others."""
    assert chance.read("It is likely", "icd-203").p == round(Fraction(55 + 80, 200) * ONE)
    assert chance.read("It is likely not", "nato").p == round(Fraction(100 - 75, 100) * ONE)
    found = chance.read("perhaps", "kent")
    assert (found.basis, found.p, found.words) == ("words", None, "perhaps")
    with pytest.raises(UnreadableError):
        chance.check_scale("mine")


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    """Whatever stands there is read; turning twice changes nothing; low <= p <= high."""
    try:
        found = chance.read(text)
    except UnreadableError:
        return  # a chance above one
    assert chance.turned(chance.turned(found)) == found
    if found.p is not None:
        assert found.low is not None
        assert found.high is not None
        assert 0 <= found.low <= found.p <= found.high <= ONE


@given(
    st.integers(0, 100),
    st.sampled_from(
        [
            "falls to {}% by June",
            "gains {}%+",
            "at {} % growth",
            "<{}% of seats",
            "{}% electric",
            "产能提升{}%",
            "降至{}%",
        ]
    ),
)
def test_a_figure_alone_is_no_chance(figure: int, frame: str) -> None:
    """A per cent of something is part of the statement, whatever its size."""
    assert chance.read(frame.format(figure)).basis != "stated"


@pytest.mark.parametrize(
    "piece", ["not ", "probability of ", "more than 5 % ", "很可能", "可能性", "if ", "odds 3 to "]
)
def test_repetition_costs_no_more_than_its_length(piece: str) -> None:
    """Eight times the text takes some eight times as long."""

    def cost(text: str) -> float:
        start = time.process_time()
        chance.read(text)
        return time.process_time() - start

    short = piece * (200 // len(piece))
    cost(short)
    assert cost(short * 8) < 160 * max(cost(short), 0.002)


def test_a_sentence_has_an_end() -> None:
    """What is longer than any sentence is refused, and not searched."""
    with pytest.raises(UnreadableError, match="at most 2000 characters"):
        chance.read("likely " * 400)
